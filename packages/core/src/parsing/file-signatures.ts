/** What a file's bytes say it is. `text` and `binary` are what is left when no signature fits. */
export type ContentKind =
  | 'pdf'
  | 'zip'
  | 'ole'
  | 'rtf'
  | 'html'
  | 'image'
  | 'program'
  | 'archive'
  | 'media'
  | 'text'
  | 'binary';

/** The PDF header may stand behind some leading bytes; readers look for it in the first 1,024 (ISO 32000-1, annex H). */
const PDF_HEADER_WINDOW_BYTES = 1024;

const signatures: readonly (readonly [kind: ContentKind, offset: number, bytes: string])[] = [
  ['program', 0, '\x7fELF'],
  ['program', 0, '\xca\xfe\xba\xbe'],
  ['program', 0, '\xcf\xfa\xed\xfe'],
  ['program', 0, '\xce\xfa\xed\xfe'],
  ['program', 0, '\0asm'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['ole', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rtf', 0, '{\\rtf'],
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
  ['media', 4, 'ftyp'],
  ['media', 0, 'ID3'],
  ['media', 8, 'WAVE'],
  ['media', 8, 'AVI '],
];

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

/** Program files of DOS and Windows: "MZ", and the PE header where the field at 60 says. */
function isWindowsProgram(head: Uint8Array): boolean {
  if (ascii(head, 0, 2) !== 'MZ' || head.length < 64) return false;
  const headerAt = new DataView(head.buffer, head.byteOffset).getUint32(60, true);
  return ascii(head, headerAt, headerAt + 2) === 'PE' || head.subarray(0, 64).includes(0);
}

/** The kind that the leading bytes announce, or undefined where they announce none (text or unknown data). */
export function kindBySignature(head: Uint8Array): Exclude<ContentKind, 'text' | 'binary'> | undefined {
  for (const [kind, offset, bytes] of signatures) {
    if (ascii(head, offset, offset + bytes.length) === bytes) return kind as never;
  }
  if (isWindowsProgram(head)) return 'program';
  const opening = ascii(head, 0, PDF_HEADER_WINDOW_BYTES);
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)[\s>]/i.test(opening)) return 'html';
  return opening.includes('%PDF-') ? 'pdf' : undefined;
}
