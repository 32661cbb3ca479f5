import { filterNames, type PdfStream, pdfStreams } from './pdf-streams.ts';
import { type Pdfium, PdfiumFault, withMemory } from './pdfium-library.ts';
import { streamFilters } from './stream-filters.ts';

/** Enough to tell what a content stream is about. */
const START_BYTES = 16_384;
/** Nobody needs so much to show nothing. */
const MAX_EMPTY_CONTENT_BYTES = 1024 * 1024;
const MAX_IMAGES = 100;
const OBJECT_IMAGE = 3;
/** Operators that show something: a text that is not empty, an image or a form, a shading. */
const SHOWING = /(?:[^(\\]\)|[^<\s]>|\d\s*\]|\)\s*\]|>\s*\])\s*(?:Tj|TJ|'|")(?![\w*])|\/\S+\s+(?:Do|sh)(?![\w*])|\bBI\s/;

/**
 * Whether a page that shows nothing has content that pdfium could not read: it leaves out a stream or an image
 * that it cannot decode, and says nothing.
 */
export function losesContent(library: Pdfium, document: number, page: number, index: number): boolean {
  const objects = library.FPDFPage_CountObjects(page);
  for (let place = 0; place < Math.min(objects, MAX_IMAGES); place += 1) {
    if (isUndecodableImage(library, library.FPDFPage_GetObject(page, place))) return true;
  }
  const file = copyOfPage(library, document, index);
  return contentStreams(file).some((stream) => {
    const start = startOfContent(stream, file);
    if (start === undefined) return true;
    return objects === 0 && (start.length > MAX_EMPTY_CONTENT_BYTES || SHOWING.test(start.toString('latin1')));
  });
}

function isUndecodableImage(library: Pdfium, object: number): boolean {
  if (library.FPDFPageObj_GetType(object) !== OBJECT_IMAGE) return false;
  const bitmap = library.FPDFImageObj_GetBitmap(object);
  library.FPDFBitmap_Destroy(bitmap);
  return bitmap === 0;
}

/** A file of this page alone, in which every object stands for itself and nothing is encrypted. */
function copyOfPage(library: Pdfium, document: number, index: number): Buffer {
  const copy = library.FPDF_CreateNewDocument();
  const writer = library.pdfium.wasmExports.PDFiumExt_OpenFileWriter();
  try {
    withMemory(library, 4, (indexes) => {
      library.pdfium.HEAPU8.set(Uint8Array.of(index, index >> 8, index >> 16, index >> 24), indexes);
      library.FPDF_ImportPagesByIndex(copy, document, indexes, 1, 0);
    });
    library.pdfium.wasmExports.PDFiumExt_SaveAsCopy(copy, writer);
    const size = library.pdfium.wasmExports.PDFiumExt_GetFileWriterSize(writer);
    return withMemory(library, Math.max(1, size), (memory) => {
      library.pdfium.wasmExports.PDFiumExt_GetFileWriterData(writer, memory, size);
      return Buffer.from(library.pdfium.HEAPU8.slice(memory, memory + size));
    });
  } finally {
    library.pdfium.wasmExports.PDFiumExt_CloseFileWriter(writer);
    library.FPDF_CloseDocument(copy);
  }
}

function contentStreams(file: Buffer): PdfStream[] {
  const page = /\/Contents\s*(\[[^\]]*\]|\d+\s+0\s+R)/.exec(pageSource(file))?.[1] ?? '';
  const references = page.startsWith('[') ? page : arrayAt(file, page) ?? page;
  return [...references.matchAll(/(\d+)\s+0\s+R/g)].flatMap(([, number = '']) => {
    const at = objectAt(file, number);
    const end = file.indexOf('endobj', at);
    const [stream] = at === -1 ? [] : pdfStreams(file.subarray(at, end === -1 ? undefined : file.length));
    return stream === undefined ? [] : [stream];
  });
}
