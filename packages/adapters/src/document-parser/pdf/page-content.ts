import { filterNames, type PdfStream, pdfStreams } from './pdf-streams.ts';
import { type Pdfium, withMemory } from './pdfium-library.ts';
import { streamFilters } from './stream-filters.ts';

/** Enough to tell what a content stream is about. */
const START_BYTES = 16_384;
/** Nobody needs so much to show nothing. */
const MAX_EMPTY_CONTENT_BYTES = 1024 * 1024;
const MAX_IMAGES = 100;
const OBJECT_IMAGE = 3;
const EMPTY_STRINGS = /\(\s*\)|<\s*>/g;
/** Operators that show something: a string, an image or form, a shading, an image within the content. */
const SHOWING = /[)>][\s\d.+-]*\]?\s*(?:Tj|TJ|'|")|\/\S+\s+(?:Do|sh)\b|\bBI\s/;
/** What pdfium itself writes in `copyOfPage`. */
const PAGE_REFERENCE = /\/Kids\s*\[\s*(\d+) 0 R/;

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
    return (
      objects === 0 &&
      (start.length > MAX_EMPTY_CONTENT_BYTES ||
        SHOWING.test(start.toString('latin1').replace(EMPTY_STRINGS, '')))
    );
  });
}

function isUndecodableImage(library: Pdfium, object: number): boolean {
  if (library.FPDFPageObj_GetType(object) !== OBJECT_IMAGE) return false;
  const bitmap = library.FPDFImageObj_GetBitmap(object);
  if (bitmap === 0) return true;
  library.FPDFBitmap_Destroy(bitmap);
  return false;
}

/** A file of this page alone, in which every object stands for itself and nothing is encrypted. */
function copyOfPage(library: Pdfium, document: number, index: number): Buffer {
  const copy = library.FPDF_CreateNewDocument();
  const writer = library.PDFiumExt_OpenFileWriter();
  try {
    withMemory(library, 4, (indexes) => {
      library.pdfium.HEAPU8.set(Uint8Array.of(index, index >> 8, index >> 16, index >> 24), indexes);
      library.FPDF_ImportPagesByIndex(copy, document, indexes, 1, 0);
    });
    library.PDFiumExt_SaveAsCopy(copy, writer);
    const size = library.PDFiumExt_GetFileWriterSize(writer);
    return withMemory(library, Math.max(1, size), (memory) => {
      library.PDFiumExt_GetFileWriterData(writer, memory, size);
      return Buffer.from(library.pdfium.HEAPU8.slice(memory, memory + size));
    });
  } finally {
    library.PDFiumExt_CloseFileWriter(writer);
    library.FPDF_CloseDocument(copy);
  }
}

function contentStreams(file: Buffer): PdfStream[] {
  const page = dictionaryOf(file, PAGE_REFERENCE.exec(file.toString('latin1', 0, 4096))?.[1]);
  const contents = /\/Contents\s*(?:\[([^\]]*)\]|(\d+) 0 R)/.exec(page);
  // A single reference may lead to an array of them.
  const listed = contents?.[1] ?? /^\s*\[([^\]]*)\]/.exec(dictionaryOf(file, contents?.[2]))?.[1];
  const numbers =
    listed === undefined ? [contents?.[2]] : [...listed.matchAll(/(\d+) 0 R/g)].map(([, n]) => n);
  return numbers.flatMap((number) => {
    const at = objectAt(file, number);
    const [stream] = at === undefined ? [] : pdfStreams(file.subarray(at)).take(1);
    return stream === undefined ? [] : [stream];
  });
}

function objectAt(file: Buffer, number: string | undefined): number | undefined {
  const at = number === undefined ? -1 : file.indexOf(`\r\n${number} 0 obj\r\n`);
  return at === -1 ? undefined : at;
}

function dictionaryOf(file: Buffer, number: string | undefined): string {
  const at = objectAt(file, number);
  if (at === undefined) return '';
  return file.toString('latin1', file.indexOf('obj', at) + 3, file.indexOf('endobj', at));
}

/** The start of what is in a content stream; undefined if it cannot be decoded. */
function startOfContent(stream: PdfStream, file: Buffer): Buffer | undefined {
  let start = stream.data.subarray(0, START_BYTES);
  if (start.toString('latin1').trim() === '') return start;
  try {
    for (const name of filterNames(stream, file)) {
      const decoded = streamFilters.get(name)?.decodeStart(start.subarray(0, START_BYTES));
      if (decoded === undefined) return undefined;
      start = decoded;
    }
    return start;
  } catch {
    return undefined;
  }
}
