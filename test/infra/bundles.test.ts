import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ParserPool } from '@elenchus/adapters/document-parser/parser-pool';
import { bundleFunctions } from '@elenchus/functions/bundling/bundle-functions';
import { kebabCase } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
/** Far from the repository, so that nothing is found in its node_modules. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'elenchus-assets-'));
  await bundleFunctions({ rows: functionTable, outFolder: folder, layout: 'isolated' });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('every function loads from its asset alone, and does nothing while it loads', async () => {
  const names = functionTable.map((row) => kebabCase(row.operation));
  const script = `
    for (const name of ${JSON.stringify(names)}) {
      const { handler } = await import(${JSON.stringify(folder)} + '/' + name + '/' + name + '.mjs');
      if (typeof handler !== 'function') throw new Error(name);
    }
    console.log(process.getActiveResourcesInfo().filter((kind) => kind !== 'PipeWrap').join(','));`;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    env: {},
  });
  expect([stdout.trim(), stderr]).toEqual(['', '']);
});

it('the asset of extraction brings a parser that reads', async () => {
  const asset = join(folder, 'extract-document');
  const pool = new ParserPool({
    workerPath: join(asset, 'parser-worker.mjs'),
    wasmPath: join(asset, 'pdfium.wasm'),
  });
  const path = join(import.meta.dirname, '../../packages/local/samples/commercial-lease.pdf');
  const parsed = await pool.parse({ path, mediaType: 'application/pdf' });
  await pool.close();
  expect(parsed).toMatchObject({ outcome: 'parsed', extracted: { pages: [{}, {}, {}] } });
});
