import { posix } from 'node:path';
import { AREAS, type Area } from './rules.ts';
import { findImports, type SourceFile } from './source-file.ts';

/** One import: of a file of the repository, or of a module from outside (`node:fs`, `@aws-sdk/client-s3`). */
export interface Import {
  readonly specifier: string;
  readonly file?: string;
  readonly module?: string;
}

export function areaOf(path: string): Area | undefined {
  return AREAS.find((area) => path.startsWith(area.folder));
}

/** Name of the package that a module name belongs to: `@a/b/c` is of `@a/b`. */
export function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

function resolveImport(specifier: string, from: string): Import {
  if (specifier.startsWith('.')) return { specifier, file: posix.join(posix.dirname(from), specifier) };
  const [, name, rest] = /^@elenchus\/([^/]+)\/(.+)$/.exec(specifier) ?? [];
  const area = AREAS.find((candidate) => candidate.name === name && candidate.exports !== undefined);
  if (area?.exports !== undefined) return { specifier, file: `${area.exports}${rest}.ts` };
  return { specifier, module: specifier };
}

/** The imports of each file, by path. */
export function buildImportGraph(files: readonly SourceFile[]): Map<string, Import[]> {
  return new Map(
    files.map(({ path, text }) => [
      path,
      findImports(text).map((specifier) => resolveImport(specifier, path)),
    ]),
  );
}

/** One circle of files for each group of files that import each other; the first file is repeated at its end. */
export function findCycles(graph: ReadonlyMap<string, readonly Import[]>): string[][] {
  const cycles: string[][] = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (path: string) => {
    if (state.get(path) === 'open') cycles.push([...trail.slice(trail.indexOf(path)), path]);
    if (state.has(path)) return;
    state.set(path, 'open');
    trail.push(path);
    for (const { file } of graph.get(path) ?? []) if (file !== undefined && graph.has(file)) visit(file);
    trail.pop();
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path);
  return cycles;
}
