import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { entryOf, type FunctionRow, kebabCase } from '../function-row.ts';

/** Bundled CommonJS dependencies expect these names, which an ES module does not have. */
const commonJsNames = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  "const __dirname = __fileURLToPath(new URL('.', import.meta.url));",
].join('\n');

const functionsFolder = fileURLToPath(new URL('..', import.meta.url));

/** What the need `parser` adds beside a handler: the program of the child process, and pdfium. */
const parserWorker = fileURLToPath(import.meta.resolve('@elenchus/adapters/document-parser/parser-worker'));
const pdfium = fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'));

export interface BundleOptions {
  readonly rows: readonly FunctionRow[];
  readonly outFolder: string;
  /**
   * `isolated`: `<outFolder>/<name>/<name>.mjs`, each complete in itself, as a Lambda asset.
   * `shared`: `<outFolder>/<name>.mjs` with common chunks beside, quick to build and load in one process.
   */
  readonly layout: 'isolated' | 'shared';
}

/** Bundles the handlers of the rows into ES modules for Node 24. */
export async function bundleFunctions({ rows, outFolder, layout }: BundleOptions): Promise<void> {
  const isolated = layout === 'isolated';
  const folderOf = (row: FunctionRow) => (isolated ? kebabCase(row.operation) : '.');
  const parsing = rows.filter((row) => row.needs.includes('parser'));
  await build({
    entryPoints: [
      ...rows.map((row) => ({
        in: join(functionsFolder, entryOf(row)),
        out: join(folderOf(row), kebabCase(row.operation)),
      })),
      ...parsing.map((row) => ({ in: parserWorker, out: join(folderOf(row), 'parser-worker') })),
    ],
    outdir: outFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: !isolated,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: commonJsNames },
    minify: isolated,
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  });
  await Promise.all(parsing.map((row) => copyFile(pdfium, join(outFolder, folderOf(row), 'pdfium.wasm'))));
}
