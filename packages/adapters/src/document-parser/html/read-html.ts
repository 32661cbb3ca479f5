import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { decodeText } from '@elenchus/core/parsing/decode-text';
import type { ParsedFile } from '@elenchus/core/parsing/parser-port';
import { textHeadings } from '@elenchus/core/parsing/text-headings';
import { textLines } from '@elenchus/core/parsing/text-lines';
import { FileRejection } from '../file-rejection.ts';
import { declaredEncoding } from './declared-encoding.ts';
import { htmlToText } from './html-to-text.ts';

const MAX_FILE_BYTES = 50_000_000;

/**
 * Reads an HTML file. Its title, which a browser shows above the page, opens the text unless the text holds it
 * anyway. A page without heading elements has the headings that its lines show. Throws FileRejection:
 * `too_complex` above 50 MB, `type_mismatch` for bytes that are no text.
 */
export function readHtml(bytes: Uint8Array): ParsedFile {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new FileRejection(
      'too_complex',
      'The page holds more than 50 MB, more than can be processed. Please split it into smaller files.',
    );
  }
  const html = decodeText(bytes, { declared: declaredEncoding(bytes) });
  if (html === undefined) {
    throw new FileRejection(
      'type_mismatch',
      'The file is named like a web page, but holds data that is not text. Please upload the right file.',
    );
  }
  const { text, title } = htmlToText(html);
  const marked = text.headings.length > 0 ? text.headings : textHeadings([...textLines(text.text)]);
  return { extracted: withTitle({ ...text, headings: marked }, title), title };
}

function withTitle(extracted: ExtractedText, title: string | null): ExtractedText {
  const { text, headings } = extracted;
  if (title === null || text.replace(/\s+/g, ' ').includes(title)) return extracted;
  const opening = text === '' ? title : `${title}\n\n`;
  return {
    text: `${opening}${text}`,
    pages: [{ page: 1, start: 0, end: opening.length + text.length, source: 'text' }],
    headings: headings.map((heading) => ({
      ...heading,
      start: heading.start + opening.length,
      end: heading.end + opening.length,
    })),
  };
}
