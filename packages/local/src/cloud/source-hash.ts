import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hash over the names and contents of all files below the paths that `filter` takes; paths are relative to `root`. */
export function hashSources(
  root: string,
  paths: readonly string[],
  filter: (path: string) => boolean,
): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    let names: string[] | undefined;
    try {
      names = readdirSync(join(root, path)).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error;
    }
    if (names === undefined) {
      if (filter(path))
        hash
          .update(`${path}\0`)
          .update(readFileSync(join(root, path)))
          .update('\0');
      return;
    }
    for (const name of names) if (name !== 'node_modules' && name !== 'cdk.out') visit(join(path, name));
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}
