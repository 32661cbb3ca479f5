import { fileURLToPath } from 'node:url';
import { ParserPool } from '@elenchus/adapters/document-parser/parser-pool';
import type { DocumentParser } from '@elenchus/core/parsing/parser-port';

/** The parser of documents; the bundle has its worker and pdfium beside it (`functions/bundling`). */
export function parserPool(): DocumentParser {
  return new ParserPool({
    workerPath: fileURLToPath(new URL('./parser-worker.mjs', import.meta.url)),
    wasmPath: fileURLToPath(new URL('./pdfium.wasm', import.meta.url)),
  });
}
