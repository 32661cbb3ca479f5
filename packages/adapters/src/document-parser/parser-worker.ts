/**
 * Entry of a worker process: `parser-worker <path of pdfium.wasm> <pid of the parent>`. It reads one file at a
 * time and never outlives its parent.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { parseFile } from './parse-file.ts';
import { loadPdfium } from './pdfium-library.ts';
import type { WorkerReport, WorkerRequest } from './worker-messages.ts';

const PAGES_PER_PROGRESS = 32;
/** Runs in a thread of its own, since a process that is busy inside pdfium sees no event. */
const WATCHDOG = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => { if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL'); }, 500);
`;

const [wasmPath = '', parent = ''] = process.argv.slice(2);
new Worker(WATCHDOG, { eval: true, workerData: { parent: Number(parent) } }).unref();
process.on('disconnect', () => process.exit());
// Ctrl-C reaches the whole group; the parent decides when its workers end.
process.on('SIGINT', () => {});

const library = await loadPdfium(readFileSync(wasmPath));

process.on('message', async (request: WorkerRequest) => {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(request.path);
  } catch (error) {
    report({ type: 'fault', message: error instanceof Error ? error.message : String(error) });
    return;
  }
  const { outcome, reusable } = await parseFile(library, bytes, request.mediaType, (pages) => {
    if (pages % PAGES_PER_PROGRESS === 0) report({ type: 'progress', pages });
  });
  report({ type: 'done', outcome, reusable });
});
report({ type: 'ready' });

function report(message: WorkerReport): void {
  process.send?.(message);
}
