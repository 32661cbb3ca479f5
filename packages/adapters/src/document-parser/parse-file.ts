import type {
  ParsedFile,
  ParseOutcome,
  ParseRejection,
  ReadableMediaType,
  RenderOutcome,
} from '@elenchus/core/parsing/parser-port';
import { corruptFile, FileRejection } from './file-rejection.ts';
import { readFormat } from './format-readers.ts';
import { extractPdf } from './pdf/extract-pdf.ts';
import type { Pdfium } from './pdf/pdfium-library.ts';
import { renderPage } from './pdf/render-page.ts';
import { checkUnpackedSizes } from './pdf/unpacked-size.ts';

/** Reads a file of a known type; `reusable` is false when pdfium broke on it and must be started anew. */
export function parseFile(
  library: Pdfium,
  bytes: Uint8Array,
  mediaType: ReadableMediaType,
  onPage: (pages: number) => void,
): Promise<{ readonly outcome: ParseOutcome; readonly reusable: boolean }> {
  return withRejections(async () => ({
    outcome: 'parsed',
    ...(await readBytes(library, bytes, mediaType, onPage)),
  }));
}

/** Draws a page, from 1, of a PDF; `reusable` as above. */
export function renderPageOf(
  library: Pdfium,
  bytes: Uint8Array,
  page: number,
): Promise<{ readonly outcome: RenderOutcome; readonly reusable: boolean }> {
  return withRejections(async () => ({ outcome: 'rendered', image: renderPage(library, bytes, page) }));
}

async function withRejections<Outcome>(
  work: () => Promise<Outcome>,
): Promise<{ readonly outcome: Outcome | ParseRejection; readonly reusable: boolean }> {
  try {
    return { outcome: await work(), reusable: true };
  } catch (error) {
    // Whatever else comes out of pdfium (a trap, an exhausted stack) leaves it in an unknown state.
    const reusable = error instanceof FileRejection;
    const { code, message } = reusable
      ? error
      : corruptFile('The file is damaged and cannot be read to its end.');
    return { outcome: { outcome: 'rejected', code, message }, reusable };
  }
}

/** Throws FileRejection for faults of the file. */
async function readBytes(
  library: Pdfium,
  bytes: Uint8Array,
  mediaType: ReadableMediaType,
  onPage: (pages: number) => void,
): Promise<ParsedFile> {
  if (bytes.length === 0) {
    throw new FileRejection(
      'empty',
      'The file is empty (0 bytes). Please check the original and upload it again.',
    );
  }
  if (mediaType === 'application/pdf') {
    await checkUnpackedSizes(bytes);
    return extractPdf(library, bytes, onPage);
  }
  return readFormat(bytes, mediaType);
}
