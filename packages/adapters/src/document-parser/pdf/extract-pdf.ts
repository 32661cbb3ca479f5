import type { TextPage } from '@elenchus/contracts/documents/extracted-text';
import { isGarbled } from '@elenchus/core/ocr/garbled-text';
import type { ParsedFile, UnreadPage } from '@elenchus/core/parsing/parser-port';
import { textHeadings } from '@elenchus/core/parsing/text-headings';
import { corruptFile, FileRejection } from '../file-rejection.ts';
import { readsFromRight } from './document-direction.ts';
import { embeddedFiles } from './embedded-files.ts';
import { loadPage } from './load-page.ts';
import { losesContent } from './page-content.ts';
import { pageGeometry } from './page-geometry.ts';
import { pageLines, rawText } from './page-text.ts';
import { withDocument } from './pdf-document.ts';
import { lacksListedObject } from './pdf-objects.ts';
import { hasDamagedStream } from './pdf-streams.ts';
import { inspectPdfStructure, type PdfStructure } from './pdf-structure.ts';
import type { Pdfium } from './pdfium-library.ts';
import { TextAssembly } from './text-assembly.ts';
import { UnreadText } from './unread-text.ts';

const MAX_PAGES = 10_000;

/**
 * Reads the text layer of a PDF and the files in it, and names the pages that show more than the layer holds, or for
 * which it seems to hold wrong characters. Throws FileRejection where the text would not be the whole of what the
 * other pages show; calls `onPage` with the number of pages read so far.
 */
export function extractPdf(
  library: Pdfium,
  received: Uint8Array,
  onPage: (pages: number) => void,
): ParsedFile {
  const structure = inspectPdfStructure(received);
  // pdfium looks for the end of a file in its last bytes only.
  const file = received.subarray(0, structure.lengthBytes);
  if (structure.truncated) throw corruptFile('The PDF is cut off: its end is missing.');
  if (lacksListedObject(file) || hasDamagedStream(file))
    throw corruptFile('The PDF is damaged: a part of its content is missing or cannot be decoded.');
  return withDocument(library, file, (document) => readDocument(library, document, structure, onPage));
}

function readDocument(
  library: Pdfium,
  document: number,
  structure: PdfStructure,
  onPage: (pages: number) => void,
): ParsedFile {
  const count = library.FPDF_GetPageCount(document);
  if (count === 0) throw corruptFile('The PDF is damaged: no page can be found in it.');
  if (count > MAX_PAGES) {
    throw tooComplex(`The PDF has ${count} pages; ${MAX_PAGES} are the most that can be read.`);
  }
  const embedded = embeddedFiles(library, document, count);
  const assembly = new TextAssembly();
  const unreadText = new UnreadText(library);
  const unreadPages: UnreadPage[] = [];
  for (let index = 0; index < count; index += 1) {
    const reason = readPage(library, document, index, structure, assembly, unreadText);
    if (reason !== undefined) unreadPages.push({ page: index + 1, reason });
    if (assembly.isTooLarge) throw tooComplex('The PDF holds more text than can be processed.');
    onPage(index + 1);
  }
  const { text, pages } = assembly;
  if (isMostlyGarbled(unreadPages, pages)) suspectAll(unreadPages, pages);
  // A blank cover must not hold back the files under it.
  if (unreadPages.length === 0 && text.trim() === '' && embedded.length === 0) {
    throw new FileRejection(
      'no_text',
      'The PDF shows no text: all of its pages are blank. Please check the original.',
    );
  }
  const extracted = { text, pages, headings: textHeadings(assembly.lines) };
  return { extracted, unreadPages, ...(embedded.length > 0 && { embedded }) };
}

function isMostlyGarbled(unread: readonly UnreadPage[], pages: readonly TextPage[]): boolean {
  const garbled = unread.filter(({ reason }) => reason === 'garbled').length;
  return garbled > pages.filter(({ source }) => source === 'text').length / 2;
}

/** Where a font gives wrong characters on most pages, it does on those too that have too little text to tell. */
function suspectAll(unread: UnreadPage[], pages: readonly TextPage[]): void {
  const known = new Set(unread.map(({ page }) => page));
  for (const { page, source } of pages) {
    if (source === 'text' && !known.has(page)) unread.push({ page, reason: 'garbled' });
  }
  unread.sort((one, other) => one.page - other.page);
}

/** Adds a page's text as far as the text layer holds it; says why it has to be read by other means. */
function readPage(
  library: Pdfium,
  document: number,
  index: number,
  structure: PdfStructure,
  assembly: TextAssembly,
  unreadText: UnreadText,
): UnreadPage['reason'] | undefined {
  const page = loadPage(library, document, index);
  if (page === 0) throw corruptFile(`The PDF is damaged: page ${index + 1} cannot be read.`);
  const textPage = library.FPDFText_LoadPage(page);
  try {
    if (textPage === 0) throw corruptFile(`The PDF is damaged: page ${index + 1} cannot be read.`);
    const geometry = pageGeometry(library, page);
    const raw = rawText(library, textPage);
    const lines = pageLines(library, textPage, geometry, raw, readsFromRight(library, document));
    const { source } = assembly.addPage(lines);
    if (isGarbled(raw)) return 'garbled';
    if (unreadText.isOn(page, geometry, lines)) return 'unread';
    if (source === 'blank') refuseLostPage(library, document, page, index, structure);
    return undefined;
  } finally {
    library.FPDFText_ClosePage(textPage);
    library.FPDF_ClosePage(page);
  }
}

/** Throws FileRejection for a page without any text that should have some. */
function refuseLostPage(
  library: Pdfium,
  document: number,
  page: number,
  index: number,
  structure: PdfStructure,
): void {
  // In a file that had to be repaired an empty page is more likely a lost one.
  if (structure.needsRepair || losesContent(library, document, page, index)) {
    throw corruptFile(
      `The PDF is damaged: the content of page ${index + 1} is missing or cannot be decoded.`,
    );
  }
}

function tooComplex(what: string): FileRejection {
  return new FileRejection('too_complex', `${what} Please split it into smaller files and upload those.`);
}
