/**
 * Entry of a worker process: `parser-worker <path of pdfium.wasm> <pid of the parent>`. It works on one file
 * at a time and never outlives its parent.
 */
import { readFileSync } from 'node:fs';
import { endWithParent } from './end-with-parent.ts';
import { parseFile, renderPageOf } from './parse-file.ts';
import { loadPdfium } from './pdf/pdfium-library.ts';
import type { ParserOutcome, ParserRequest, WorkerReport } from './worker-messages.ts';

const PAGES_PER_PROGRESS = 32;
const [wasmPath = '', parent = ''] = process.argv.slice(2);
endWithParent(Number(parent));

const library = await loadPdfium(readFileSync(wasmPath));

process.on('message', async (request: ParserRequest) => {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(request.path);
  } catch (error) {
    report({ type: 'fault', message: error instanceof Error ? error.message : String(error) });
    return;
  }
  report({ type: 'done', ...(await work(request, bytes)) });
});
report({ type: 'ready' });

function work(request: ParserRequest, bytes: Uint8Array) {
  if (request.type === 'render') return renderPageOf(library, bytes, request.page);
  return parseFile(library, bytes, request.mediaType, (pages) => {
    if (pages % PAGES_PER_PROGRESS === 0) report({ type: 'progress', pages });
  });
}

function report(message: WorkerReport<ParserOutcome>): void {
  process.send?.(message);
}
