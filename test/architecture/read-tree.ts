import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourceFile } from './source-file.ts';

const FOLDERS = ['packages', 'functions', 'infra', 'statemachines', 'test'];
const GENERATED = new Set(['node_modules', 'cdk.out', 'build', 'dist', 'coverage']);
const CHECKED = /\.(ts|tsx|mjs)$|^package\.json$/;

/** The sources and package manifests of the repository at `root`, without what is generated. */
export function readTree(root: string): SourceFile[] {
  const readFolder = (folder: string): SourceFile[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return GENERATED.has(entry.name) || entry.name.startsWith('.') ? [] : readFolder(path);
      if (!entry.isFile() || !CHECKED.test(entry.name)) return [];
      return [{ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }];
    });
  return FOLDERS.flatMap((folder) => readFolder(join(root, folder)));
}
