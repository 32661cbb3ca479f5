import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the installed package keeps the WebAssembly file. */
export const pdfiumWasmPath = fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'));

export function pdfiumWasm(): Buffer {
  return readFileSync(pdfiumWasmPath);
}
