import { createHash } from 'node:crypto';
import type { EmbeddedFile } from '@elenchus/core/parsing/parser-port';
import { FileRejection } from '../file-rejection.ts';
import { derivedFileName, safeFileName } from '../mail/attachment-name.ts';
import { attachedFiles } from './attached-files.ts';
import { type Pdfium, withMemory } from './pdfium-library.ts';

const MEGABYTE = 1024 * 1024;
const MAX_FILES = 1000;
const MAX_BYTES_IN_ALL = 256 * MEGABYTE;
/** Names are cut to fewer characters than this. */
const MAX_NAME_BYTES = 64 * 1024;
/** Key of an embedded file's parameters (ISO 32000-1, table 46): its length when unpacked. */
const SIZE_KEY = Buffer.from('Size\0');

/**
 * The files inside of a PDF, unpacked; call it before pages are flattened. A file whose content is missing or ends
 * before the size it states is passed on without any: an empty document says that something was there. Throws
 * FileRejection `too_complex` for more than 1,000 files or 256 MB in all.
 */
export function embeddedFiles(
  library: Pdfium,
  document: number,
  pages: number,
  maxBytes = MAX_BYTES_IN_ALL,
): EmbeddedFile[] {
  const files = new Map<string, EmbeddedFile>();
  let found = 0;
  let bytes = 0;
  for (const handle of attachedFiles(library, document, pages)) {
    found += 1;
    if (found > MAX_FILES) throw tooMuch(`more than ${MAX_FILES} files`);
    const content = contentOf(library, handle, maxBytes - bytes);
    if (content === undefined) throw tooMuch(`files of more than ${maxBytes / MEGABYTE} MB`);
    bytes += content.length;
    const fileName = safeFileName(nameOf(library, handle)) ?? derivedFileName(found, '');
    // Some writers describe one file twice: for the document and for a page.
    files.set(`${createHash('sha256').update(content).digest('hex')} ${fileName}`, { fileName, content });
  }
  return [...files.values()];
}

function nameOf(library: Pdfium, handle: number): string {
  const bytes = library.FPDFAttachment_GetName(handle, 0, 0);
  // Both count the two bytes of the zero at the end.
  if (bytes <= 2 || bytes > MAX_NAME_BYTES) return '';
  return withMemory(library, bytes, (memory) => {
    library.FPDFAttachment_GetName(handle, memory, bytes);
    return Buffer.from(library.pdfium.HEAPU8.slice(memory, memory + bytes - 2)).toString('utf16le');
  });
}

/** Undefined for more than `maxBytes`. */
function contentOf(library: Pdfium, handle: number, maxBytes: number): Uint8Array | undefined {
  const nothing = new Uint8Array();
  const size = numberFrom(library, (out) => library.FPDFAttachment_GetFile(handle, 0, 0, out));
  if (size === undefined || size === 0) return nothing;
  if (size > maxBytes) return undefined;
  // What pdfium cannot unpack to its end it cuts off, and says nothing.
  if (size < (statedSize(library, handle) ?? 0)) return nothing;
  return withMemory(library, size, (memory) => {
    const copied = numberFrom(library, (out) => library.FPDFAttachment_GetFile(handle, memory, size, out));
    return copied === size ? library.pdfium.HEAPU8.slice(memory, memory + size) : nothing;
  });
}

function statedSize(library: Pdfium, handle: number): number | undefined {
  return withMemory(library, SIZE_KEY.length, (key) => {
    library.pdfium.HEAPU8.set(SIZE_KEY, key);
    return numberFrom(library, (out) => library.EPDFAttachment_GetIntegerValue(handle, key, out));
  });
}

/** What a function writes to the place it is given; undefined where it answers false. */
function numberFrom(library: Pdfium, call: (out: number) => number): number | undefined {
  return withMemory(library, 4, (out) => {
    const isDone = call(out) !== 0;
    return isDone ? Buffer.from(library.pdfium.HEAPU8.slice(out, out + 4)).readUInt32LE(0) : undefined;
  });
}

function tooMuch(what: string): FileRejection {
  return new FileRejection(
    'too_complex',
    `The PDF has ${what} attached, more than can be processed. Please save them from it and upload them one by one.`,
  );
}
