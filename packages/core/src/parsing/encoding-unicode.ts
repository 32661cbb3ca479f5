/** UTF-16 or UTF-32, as a byte order mark or the pattern of the bytes shows. */
export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

const SAMPLE_BYTES = 4096;
/** The share of broken characters beyond which what looked like text is data. */
const MAX_BROKEN_SHARE = 0.001;
const MAX_SHARE_OF_ASCII_BYTES = 0.7;
/** The share of characters that must come from ASCII or from the most used blocks of 256 characters. */
const MIN_SHARE_OF_USUAL_BLOCKS = 0.9;
const USUAL_BLOCKS = 4;
/** Text has blanks, line breaks and punctuation marks, which are ASCII in most scripts. */
const MIN_SHARE_OF_ASCII = 0.01;

/** The wide Unicode encoding of the bytes, or undefined where they are in none. */
export function wideEncoding(bytes: Uint8Array): WideEncoding | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  if (!sample.includes(0) || isMostlyAscii(sample)) return undefined;
  if (bytes.length % 4 === 0 && bytes.length >= 8) {
    for (const encoding of ['utf-32le', 'utf-32be'] as const) if (isUtf32(sample, encoding)) return encoding;
  }
  const [little, big] = [usualShare(sample, 1), usualShare(sample, 0)];
  if (Math.max(little, big) < MIN_SHARE_OF_USUAL_BLOCKS) return undefined;
  return little > big ? 'utf-16le' : 'utf-16be';
}

/**
 * Reads UTF-16 or UTF-32; a byte order mark is dropped, the little that is no character becomes U+FFFD. Undefined
 * where more is none, as in data that only begins like text.
 */
export function decodeWide(bytes: Uint8Array, encoding: WideEncoding, partial: boolean): string | undefined {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return decodeUtf32(bytes, encoding);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: partial });
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    const broken = text.match(/\ufffd/g)?.length ?? 0;
    return broken > Math.max(1, text.length * MAX_BROKEN_SHARE) ? undefined : text;
  }
}

function decodeUtf32(bytes: Uint8Array, encoding: 'utf-32le' | 'utf-32be'): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) {
    const codePoint = view.getUint32(offset, encoding === 'utf-32le');
    if (!isCharacter(codePoint)) return undefined;
    if (offset > 0 || codePoint !== 0xfeff) parts.push(String.fromCodePoint(codePoint));
  }
  return parts.join('');
}

function isCharacter(codePoint: number): boolean {
  return codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
}

function isUtf32(sample: Uint8Array, encoding: 'utf-32le' | 'utf-32be'): boolean {
  return decodeUtf32(sample, encoding)?.includes('\0') === false;
}

/** Pairs of ASCII bytes would make Chinese characters; half of the bytes of UTF-16 are ASCII at most. */
function isMostlyAscii(sample: Uint8Array): boolean {
  let ascii = 0;
  for (const byte of sample) if (byte >= 0x20 && byte < 0x7f) ascii += 1;
  return ascii > sample.length * MAX_SHARE_OF_ASCII_BYTES;
}

/**
 * How much of the sample, read as UTF-16 with the high byte at `highAt` of each pair, is ASCII or in the few
 * blocks that it uses most; 0 where it cannot be text.
 */
function usualShare(sample: Uint8Array, highAt: 0 | 1): number {
  const blocks = new Map<number, number>();
  const characters = Math.floor(sample.length / 2);
  let ascii = 0;
  for (let index = 0; index < characters; index += 1) {
    const high = sample[2 * index + highAt] ?? 0;
    const low = sample[2 * index + 1 - highAt] ?? 0;
    if (high === 0 && isControl(low)) return 0;
    // The non-characters at the end of the plane.
    if (high === 0xff && low >= 0xfe) return 0;
    if (high === 0 && low < 0x80) ascii += 1;
    else if (isIdeographic(high)) add(blocks, -1);
    else add(blocks, high);
  }
  if (ascii < characters * MIN_SHARE_OF_ASCII) return 0;
  const counts = [...blocks.values()].sort((one, other) => other - one).slice(0, USUAL_BLOCKS);
  return (ascii + counts.reduce((sum, count) => sum + count, 0)) / characters - (blocks.size > 0 ? 0.001 : 0);
}

function isControl(low: number): boolean {
  return low < 9 || (low > 13 && low < 32 && low !== 26 && low !== 27);
}

/** Chinese characters and Korean syllables spread over many blocks. */
function isIdeographic(high: number): boolean {
  return (high >= 0x34 && high <= 0x9f) || (high >= 0xac && high <= 0xd7);
}

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
