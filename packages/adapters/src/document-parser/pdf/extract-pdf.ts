import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { textHeadings } from '@elenchus/core/parsing/text-headings';
import { corruptFile, FileRejection } from './file-rejection.ts';
import { loadPage } from './load-page.ts';
import { losesContent } from './page-content.ts';
import { pageGeometry } from './page-geometry.ts';
import { showsUnreadText } from './page-ink.ts';
import { pageLines } from './page-text.ts';
import { lacksListedObject } from './pdf-objects.ts';
import { hasDamagedStream } from './pdf-streams.ts';
import { inspectPdfStructure, type PdfStructure } from './pdf-structure.ts';
import { type Pdfium, withMemory } from './pdfium-library.ts';
import { TextAssembly } from './text-assembly.ts';

const NO_PASSWORD = 0;
const MAX_PAGES = 10_000;
/** FPDF_GetLastError: a password is needed, or the security handler is one that pdfium does not know. */
const ENCRYPTION_ERRORS = [4, 5];

/**
 * Reads the text layer of a PDF. Throws FileRejection where the text would not be the whole of what the pages
 * show; calls `onPage` with the number of pages read so far.
 */
export function extractPdf(
  library: Pdfium,
  received: Uint8Array,
  onPage: (pages: number) => void,
): ExtractedText {
  const structure = inspectPdfStructure(received);
  // pdfium looks for the end of a file in its last bytes only.
  const file = received.subarray(0, structure.lengthBytes);
  if (structure.truncated) throw corruptFile('The PDF is cut off: its end is missing.');
  if (lacksListedObject(file) || hasDamagedStream(file))
    throw corruptFile('The PDF is damaged: a part of its content is missing or cannot be decoded.');
  return withMemory(library, file.length, (memory) => {
    library.pdfium.HEAPU8.set(file, memory);
    const document = library.FPDF_LoadMemDocument(memory, file.length, NO_PASSWORD);
    if (document === 0) throw openingFault(library.FPDF_GetLastError());
    try {
      return readDocument(library, document, structure, onPage);
    } finally {
      library.FPDF_CloseDocument(document);
    }
  });
}

function openingFault(error: number): FileRejection {
  if (!ENCRYPTION_ERRORS.includes(error)) return corruptFile('The PDF is damaged and cannot be opened.');
  return new FileRejection(
    'encrypted',
    'The PDF is protected and opens only with a password. Please remove the protection and upload it again.',
  );
}

function readDocument(
  library: Pdfium,
  document: number,
  structure: PdfStructure,
  onPage: (pages: number) => void,
): ExtractedText {
  const count = library.FPDF_GetPageCount(document);
  if (count === 0) throw corruptFile('The PDF is damaged: no page can be found in it.');
  if (count > MAX_PAGES) {
    throw tooComplex(`The PDF has ${count} pages; ${MAX_PAGES} are the most that can be read.`);
  }
  const assembly = new TextAssembly();
  const unread: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (readPage(library, document, index, structure, assembly)) unread.push(index + 1);
    if (assembly.isTooLarge) throw tooComplex('The PDF holds more text than can be processed.');
    onPage(index + 1);
  }
  if (unread.length > 0) throw unreadPages(unread, count);
  if (assembly.text.trim() === '') {
    throw new FileRejection(
      'no_text',
      'The PDF shows no text: all of its pages are blank. Please check the original.',
    );
  }
  const { text, pages } = assembly;
  return { text, pages, headings: textHeadings(assembly.lines) };
}

/** Adds a page's text; true if the page shows text that its text layer does not hold. */
function readPage(
  library: Pdfium,
  document: number,
  index: number,
  structure: PdfStructure,
  assembly: TextAssembly,
): boolean {
  const page = loadPage(library, document, index);
  if (page === 0) throw corruptFile(`The PDF is damaged: page ${index + 1} cannot be read.`);
  const textPage = library.FPDFText_LoadPage(page);
  try {
    if (textPage === 0) throw corruptFile(`The PDF is damaged: page ${index + 1} cannot be read.`);
    const geometry = pageGeometry(library, page);
    const lines = pageLines(library, textPage, geometry);
    assembly.addPage(lines);
    const isUnread = showsUnreadText(library, page, geometry, lines);
    const isBlank = !isUnread && assembly.pages.at(-1)?.source === 'blank';
    // In a file that had to be repaired an empty page is more likely a lost one.
    if (isBlank && (structure.needsRepair || losesContent(library, document, page, index))) {
      throw corruptFile(
        `The PDF is damaged: the content of page ${index + 1} is missing or cannot be decoded.`,
      );
    }
    return isUnread;
  } finally {
    library.FPDFText_ClosePage(textPage);
    library.FPDF_ClosePage(page);
  }
}

function tooComplex(what: string): FileRejection {
  return new FileRejection('too_complex', `${what} Please split it into smaller files and upload those.`);
}

function unreadPages(pages: readonly number[], count: number): FileRejection {
  const named = pages.slice(0, 10).join(', ');
  const more = pages.length > 10 ? ` and ${pages.length - 10} more` : '';
  const which =
    pages.length === count ? 'all pages' : `page${pages.length > 1 ? 's' : ''} ${named}${more} of ${count}`;
  return new FileRejection(
    'no_text',
    `Text is only visible as an image (a scan) on ${which}, which cannot be read yet. Please run text recognition (OCR) on the PDF and upload the result.`,
  );
}
