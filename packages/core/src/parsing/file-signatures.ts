import type { ContentKind } from './content-kind.ts';
import { decodeText } from './decode-text.ts';
import { looksLikeEmail } from './email-signature.ts';
import { oleKind } from './ole-kind.ts';
import { zipKind } from './zip-kind.ts';

/** The PDF header may stand behind some leading bytes; readers look for it in the first 1,024 (ISO 32000-1, annex H). */
const PDF_HEADER_WINDOW_BYTES = 1024;
const HTML_WINDOW_CHARACTERS = 65_536;

const signatures: readonly (readonly [kind: ContentKind, offset: number, bytes: string])[] = [
  ['program', 0, '\x7fELF'],
  ['program', 0, '\xca\xfe\xba\xbe'],
  ['program', 0, '\xcf\xfa\xed\xfe'],
  ['program', 0, '\xce\xfa\xed\xfe'],
  ['program', 0, '\0asm'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['zip', 0, 'PK00PK\x03\x04'],
  ['ole', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  // Word 1 for Windows, Word for DOS, Word 4 and 5 for the Macintosh.
  ['word97', 0, '\x9b\xa5\x21\0'],
  ['word97', 0, '\x31\xbe\0\0\0\xab'],
  ['word97', 0, '\xfe\x37\0\x1c'],
  ['word97', 0, '\xfe\x37\0\x23'],
  // Word 2, Word 6 and Word 97 without the compound file around them.
  ['word97', 0, '\xdb\xa5\x2d\0'],
  ['word97', 0, '\xdc\xa5\x65\0'],
  ['word97', 0, '\xdc\xa5\x68\0'],
  ['word97', 0, '\xec\xa5\xc1\0'],
  ['rtf', 0, '{\\rtf'],
  ['rtf', 0, '\xef\xbb\xbf{\\rtf'],
  ['image', 0, '\x89PNG\r\n\x1a\n'],
  ['image', 0, '\xff\xd8\xff'],
  ['image', 0, 'GIF8'],
  ['image', 0, 'II*\0'],
  ['image', 0, 'MM\0*'],
  ['image', 8, 'WEBP'],
  ['image', 4, 'ftyphei'],
  ['archive', 0, '\x1f\x8b\x08'],
  ['archive', 0, 'BZh'],
  ['archive', 0, '7z\xbc\xaf\x27\x1c'],
  ['archive', 0, 'Rar!\x1a\x07'],
  ['archive', 0, '\xfd7zXZ\0'],
  ['archive', 257, 'ustar'],
  ['media', 4, 'ftyp'],
  ['media', 0, 'ID3'],
  ['media', 0, 'OggS\0'],
  ['media', 8, 'WAVE'],
  ['media', 8, 'AVI '],
];

/** The kind of a file by its first bytes; a signature counts more than what the bytes are as text. */
export function contentKind(head: Uint8Array, sizeBytes: number): ContentKind {
  const isWhole = head.length >= sizeBytes;
  for (const [kind, offset, bytes] of signatures) {
    if (ascii(head, offset, offset + bytes.length) !== bytes) continue;
    if (kind === 'zip') return zipKind(head, isWhole);
    return kind === 'ole' ? oleKind(head) : kind;
  }
  if (isWindowsProgram(head)) return 'program';
  const text = decodeText(head, { partial: !isWhole });
  // Attachments in an e-mail may be binary: what tells it is that it begins with a header.
  const beginning = text ?? ascii(head, 0, HTML_WINDOW_CHARACTERS);
  if (text !== undefined && looksLikeHtml(text)) return 'html';
  const isPdf = ascii(head, 0, PDF_HEADER_WINDOW_BYTES).includes('%PDF-');
  if (looksLikeEmail(beginning)) return isWebArchive(beginning) ? 'web-archive' : 'email';
  if (isPdf) return text === undefined || text.trimStart().startsWith('%PDF-') ? 'pdf' : 'pdf-in-text';
  return text === undefined ? 'binary' : 'text';
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1');
}

/** Program files of DOS and Windows: "MZ", and the PE header where the field at 60 says. */
function isWindowsProgram(head: Uint8Array): boolean {
  if (ascii(head, 0, 2) !== 'MZ' || head.length < 64) return false;
  const headerAt = new DataView(head.buffer, head.byteOffset).getUint32(60, true);
  return ascii(head, headerAt, headerAt + 2) === 'PE' || head.subarray(0, 64).includes(0);
}

/** Whether the first tag that is not a comment or a declaration is one that HTML begins with. */
function looksLikeHtml(text: string): boolean {
  const window = text.slice(0, HTML_WINDOW_CHARACTERS);
  const skipped = /\s+|<!--(?:-?>|[\s\S]*?-->)|<\?[^>]*>|<!(?!doctype\s+html)[a-z][^>]*>/iy;
  const html =
    /<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|table|div|p|h[1-6]|center|font|frameset|form)[\s>/]/iy;
  for (;;) {
    html.lastIndex = skipped.lastIndex;
    if (html.test(window)) return true;
    if (!skipped.test(window)) return false;
  }
}

/** A web page with its images in one file (MHTML), as browsers and Word save it. */
function isWebArchive(text: string): boolean {
  const header = text.slice(0, 4096);
  return /^(?:from:\s*"?<?saved by|snapshot-content-location:)/im.test(header);
}
