/** Share of control characters above which bytes that are no Unicode are taken for binary data. */
const MAX_CONTROL_SHARE = 0.005;
/** Bytes without a character in windows-1252. */
const undefinedInWindows1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const SAMPLE_BYTES = 4096;

/**
 * The text that the bytes hold, or undefined where they are no text: UTF-8, UTF-16 (with a byte order mark, or
 * plainly alternating with zero bytes), else windows-1252. The byte order mark is dropped, nothing else is changed.
 * With `partial` the bytes may end in mid-character. Text never holds U+0000, which PostgreSQL cannot store.
 */
export function decodeText(
  bytes: Uint8Array,
  options: { readonly partial?: boolean } = {},
): string | undefined {
  const stream = options.partial === true;
  const encoding = utf16Encoding(bytes);
  if (encoding !== undefined) {
    if (!stream && bytes.length % 2 !== 0) return undefined;
    return plausible(strictDecode(encoding, bytes, stream));
  }
  if (bytes.includes(0)) return undefined;
  const utf8 = strictDecode('utf-8', bytes, stream);
  if (utf8 !== undefined) return plausible(utf8);
  if (bytes.some((byte) => undefinedInWindows1252.has(byte))) return undefined;
  return plausible(strictDecode('windows-1252', bytes, stream));
}

function utf16Encoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  // Western text in UTF-16 has a zero in nearly every second byte and none in the others.
  const [even = 0, odd = 0] = zeros;
  const many = sample.length * 0.35;
  if (odd >= many && even === 0 && odd > 1) return 'utf-16le';
  if (even >= many && odd === 0 && even > 1) return 'utf-16be';
  return undefined;
}

function strictDecode(encoding: string, bytes: Uint8Array, stream: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

function plausible(text: string | undefined): string | undefined {
  if (text === undefined || text.includes('\0')) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text
  const controls = text.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return controls > text.length * MAX_CONTROL_SHARE ? undefined : text;
}
