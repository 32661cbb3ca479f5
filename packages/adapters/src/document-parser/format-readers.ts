import type { ParsedFile, ReadableMediaType } from '@elenchus/core/parsing/parser-port';
import { FileRejection } from './file-rejection.ts';

type FormatReader = (bytes: Uint8Array) => ParsedFile | Promise<ParsedFile>;

const MAX_TEXT_FILE_BYTES = 50_000_000;

/** The readers of all formats but PDF, each loaded when the first file of its kind comes. */
const readers: Readonly<Record<Exclude<ReadableMediaType, 'application/pdf'>, () => Promise<FormatReader>>> =
  {
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': async () =>
      (await import('./docx/read-docx.ts')).readDocx,
    'application/msword': async () => (await import('./doc/read-doc.ts')).readDoc,
    'text/html': async () => (await import('./html/read-html.ts')).readHtml,
    'message/rfc822': async () => (await import('./mail/read-eml.ts')).readEml,
    'application/vnd.ms-outlook': async () => (await import('./mail/read-msg.ts')).readMsg,
    'text/plain': () => readerOfText('text/plain'),
    'text/markdown': () => readerOfText('text/markdown'),
  };

/** Reads a file of any kind but PDF. Throws FileRejection for faults of the file. */
export async function readFormat(
  bytes: Uint8Array,
  mediaType: Exclude<ReadableMediaType, 'application/pdf'>,
): Promise<ParsedFile> {
  const read = await readers[mediaType]();
  return read(bytes);
}

async function readerOfText(mediaType: 'text/plain' | 'text/markdown'): Promise<FormatReader> {
  const { extractTextFile } = await import('@elenchus/core/parsing/extract-text-file');
  return (bytes) => {
    if (bytes.length > MAX_TEXT_FILE_BYTES) {
      throw new FileRejection(
        'too_complex',
        'The file holds more than 50 MB of text, more than can be processed. Please split it into smaller files.',
      );
    }
    const read = extractTextFile(bytes, mediaType);
    if (read.outcome === 'rejected') throw new FileRejection(read.code, read.message);
    const { outcome: _, ...file } = read;
    return file;
  };
}
