import { MAX_BODY_CHARACTERS } from './mail-limits.ts';

const COMPRESSED = 0x75465a4c;
const UNCOMPRESSED = 0x414c454d;
const HEADER_BYTES = 16;
const WINDOW_BYTES = 4096;
/** [MS-OXRTFCP] 2.1.3.1.1. */
const initialWindow =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor ' +
  'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/**
 * The RTF of a PidTagRtfCompressed property ([MS-OXRTFCP]); empty if it is none. Damaged data yields what could be
 * read, and never more than the size that the header declares or 100 MB.
 */
export function decompressRtf(data: Uint8Array): Uint8Array {
  if (data.length < HEADER_BYTES) return new Uint8Array();
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const declared = Math.min(view.getUint32(4, true), 2 * MAX_BODY_CHARACTERS);
  const type = view.getUint32(8, true);
  if (type === UNCOMPRESSED) return data.subarray(HEADER_BYTES, HEADER_BYTES + declared);
  if (type !== COMPRESSED) return new Uint8Array();
  // A token of two bytes stands for 17 at most.
  const rtf = new Uint8Array(Math.min(declared, data.length * 17));
  const window = new Uint8Array(WINDOW_BYTES);
  let write = Buffer.from(window.buffer).write(initialWindow, 'latin1');
  let length = 0;
  const emit = (byte: number): void => {
    window[write] = byte;
    write = (write + 1) % WINDOW_BYTES;
    if (length < rtf.length) rtf[length] = byte;
    length += 1;
  };
  let at = HEADER_BYTES;
  while (at < data.length && length < rtf.length) {
    const control = data[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < data.length; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        emit(data[at] ?? 0);
        at += 1;
        continue;
      }
      if (at + 1 >= data.length) return rtf.subarray(0, Math.min(length, rtf.length));
      const token = ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
      at += 2;
      const from = token >> 4;
      if (from === write) return rtf.subarray(0, Math.min(length, rtf.length));
      for (let copied = 0; copied < (token & 15) + 2; copied += 1) {
        emit(window[(from + copied) % WINDOW_BYTES] ?? 0);
      }
    }
  }
  return rtf.subarray(0, Math.min(length, rtf.length));
}
