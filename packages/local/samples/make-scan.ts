import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { loadPdfium, type Pdfium } from '@elenchus/adapters/document-parser/pdf/pdfium-library';

const DPI = 150;
const POINTS_PER_INCH = 72;
const [BITMAP_GRAY, WHITE, DARK_BELOW] = [1, 0xffffffff, 128];

/** The first page of a PDF as a scanner in a law office sees it: black and white, 150 dpi, as PNG. */
export async function scanFirstPage(pdf: Buffer): Promise<Buffer> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
  const library = await loadPdfium(wasm);
  const memory = library.pdfium.wasmExports.malloc(pdf.length);
  library.pdfium.HEAPU8.set(pdf, memory);
  const document = library.FPDF_LoadMemDocument(memory, pdf.length, 0);
  const page = library.FPDF_LoadPage(document, 0);
  const width = Math.round((library.FPDF_GetPageWidthF(page) * DPI) / POINTS_PER_INCH);
  const height = Math.round((library.FPDF_GetPageHeightF(page) * DPI) / POINTS_PER_INCH);
  const bitmap = library.FPDFBitmap_CreateEx(width, height, BITMAP_GRAY, 0, 0);
  library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0);
  return encodePng(library, bitmap, width, height);
}

/** One bit a pixel (PNG, third edition). */
function encodePng(library: Pdfium, bitmap: number, width: number, height: number): Buffer {
  const start = library.FPDFBitmap_GetBuffer(bitmap);
  const stride = library.FPDFBitmap_GetStride(bitmap);
  const rowBytes = Math.ceil(width / 8);
  const pixels = Buffer.alloc(height * (rowBytes + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isLight = (library.pdfium.HEAPU8[start + y * stride + x] ?? 0) >= DARK_BELOW;
      const at = y * (rowBytes + 1) + 1 + (x >> 3);
      if (isLight) pixels[at] = (pixels[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(pixels, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
