import { extractTextFile } from '@elenchus/core/parsing/extract-text-file';
import type { ParseOutcome, ReadableMediaType } from '@elenchus/core/parsing/parser-port';
import { extractPdf } from './extract-pdf.ts';
import { corruptFile, FileRejection } from './file-rejection.ts';
import type { Pdfium } from './pdfium-library.ts';
import { checkUnpackedSizes } from './unpacked-size.ts';

const MAX_TEXT_FILE_BYTES = 50_000_000;

/** Reads a file of a known type; `reusable` is false when pdfium broke on it and must be started anew. */
export async function parseFile(
  library: Pdfium,
  bytes: Uint8Array,
  mediaType: ReadableMediaType,
  onPage: (pages: number) => void,
): Promise<{ readonly outcome: ParseOutcome; readonly reusable: boolean }> {
  try {
    return { outcome: await readBytes(library, bytes, mediaType, onPage), reusable: true };
  } catch (error) {
    // Whatever else comes out of pdfium (a trap, an exhausted stack) leaves it in an unknown state.
    const reusable = error instanceof FileRejection;
    const { code, message } = reusable
      ? error
      : corruptFile('The file is damaged and cannot be read to its end.');
    return { outcome: { outcome: 'rejected', code, message }, reusable };
  }
}

async function readBytes(
  library: Pdfium,
  bytes: Uint8Array,
  mediaType: ReadableMediaType,
  onPage: (pages: number) => void,
): Promise<ParseOutcome> {
  if (bytes.length === 0) {
    throw new FileRejection(
      'empty',
      'The file is empty (0 bytes). Please check the original and upload it again.',
    );
  }
  if (mediaType === 'application/pdf') {
    await checkUnpackedSizes(bytes);
    return { outcome: 'parsed', extracted: extractPdf(library, bytes, onPage) };
  }
  if (bytes.length > MAX_TEXT_FILE_BYTES) {
    throw new FileRejection(
      'too_complex',
      'The file holds more than 50 MB of text, more than can be processed. Please split it into smaller files.',
    );
  }
  return extractTextFile(bytes, mediaType);
}
