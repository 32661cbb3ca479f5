import type { WordGeneration } from './file-information-block.ts';

/** The character set of fonts whose characters are pictures. */
export const SYMBOLS = 2;

export interface Font {
  readonly name: string;
  /** Windows character set: 0 Western, 2 symbols, 204 Cyrillic ... */
  readonly charset: number;
}

/** The fonts of a document ([MS-DOC] 2.9.286 SttbfFfn), in the order in which runs refer to them. */
export function readFonts(bytes: Buffer, generation: WordGeneration): Font[] {
  const fonts: Font[] = [];
  const isWord6 = generation === 'word6';
  const nameOffset = isWord6 ? 6 : 40;
  let at = isWord6 ? 2 : 4;
  while (at < bytes.length) {
    const length = bytes.readUInt8(at);
    const entry = bytes.subarray(at, at + 1 + length);
    if (entry.length < 5) return fonts;
    const stored = entry.subarray(nameOffset);
    const name = stored.toString(isWord6 ? 'latin1' : 'utf16le').split('\0', 1)[0] ?? '';
    fonts.push({ name, charset: entry.readUInt8(4) });
    at += 1 + length;
  }
  return fonts;
}
