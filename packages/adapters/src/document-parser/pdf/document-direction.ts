import { type Pdfium, withMemory } from './pdfium-library.ts';

const KEY = 'Direction\0';
const VALUE_BYTES = 16;

/** Whether a document says that it reads from right to left (ISO 32000-1, 12.2), as pdfium then takes all its lines to do. */
export function readsFromRight(library: Pdfium, document: number): boolean {
  return withMemory(library, KEY.length + VALUE_BYTES, (key) => {
    const value = key + KEY.length;
    library.pdfium.HEAPU8.set(Buffer.from(KEY, 'latin1'), key);
    const length = library.FPDF_VIEWERREF_GetName(document, key, value, VALUE_BYTES);
    return Buffer.from(library.pdfium.HEAPU8.subarray(value, value + length)).toString('latin1') === 'R2L\0';
  });
}
