import { readXml } from './xml-reader.ts';
import type { ZipPackage } from './zip-package.ts';

/** A link from one part of the package to another one; links out of the package are not kept. */
export interface Relationship {
  readonly id: string;
  /** The last segment of the type's URI, which transitional and strict files share: `styles`, `header`. */
  readonly type: string;
  /** The name of the part, from the root of the package. */
  readonly target: string;
}

/** The relationships of a part (of the package itself if `part` is empty); none if it has no list of them. */
export async function readRelationships(zip: ZipPackage, part: string): Promise<Relationship[]> {
  const cut = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, cut);
  const relationships: Relationship[] = [];
  await readXml(zip, `${folder}_rels/${part.slice(cut)}.rels`, {
    open(name, attributes) {
      const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
      if (name !== 'Relationship' || !type || !target || mode?.toLowerCase() === 'external') return;
      relationships.push({
        id: id ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolveTarget(folder, target),
      });
    },
  });
  return relationships;
}

function resolveTarget(folder: string, target: string): string {
  const path = decoded(target)
    .replaceAll('\\', '/')
    .replace(/[?#].*$/s, '');
  const segments: string[] = [];
  for (const segment of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
