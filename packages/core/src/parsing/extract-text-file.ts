import { decodeText } from './decode-text.ts';
import { markdownHeadings } from './markdown-headings.ts';
import type { ParseOutcome } from './parser-port.ts';
import { textHeadings } from './text-headings.ts';
import { textLines } from './text-lines.ts';

/** Reads a plain-text or Markdown file: decoded, otherwise unchanged, as one page. */
export function extractTextFile(bytes: Uint8Array, mediaType: 'text/plain' | 'text/markdown'): ParseOutcome {
  if (bytes.length === 0) {
    return {
      outcome: 'rejected',
      code: 'empty',
      message: 'The file is empty (0 bytes). Please upload it again.',
    };
  }
  const text = decodeText(bytes);
  if (text === undefined) {
    return {
      outcome: 'rejected',
      code: 'type_mismatch',
      message:
        'The file is named like a text file, but holds data that is not text. Please upload the right file.',
    };
  }
  if (text.trim() === '') {
    return {
      outcome: 'rejected',
      code: 'no_text',
      message: 'The file holds only blanks and empty lines. Please check the original and upload it again.',
    };
  }
  const headings =
    mediaType === 'text/markdown' ? markdownHeadings(text) : textHeadings([...textLines(text)]);
  const page = { page: 1, start: 0, end: text.length, source: 'text' } as const;
  return { outcome: 'parsed', extracted: { text, pages: [page], headings } };
}
