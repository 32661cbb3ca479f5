/** So many sequences must be sound for each byte that is not. */
const MIN_SOUND_PER_BROKEN = 2;

/**
 * Reads text that is UTF-8 but for a few bytes: those are taken for windows-1252, which is what mostly gets
 * pasted into UTF-8. Undefined where too little of it is UTF-8.
 */
export function repairUtf8(bytes: Uint8Array): string | undefined {
  let sound = 0;
  const broken: number[] = [];
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes, index);
    if (length === 0) broken.push(index);
    else if (length > 1) sound += 1;
    index += Math.max(length, 1);
  }
  if (sound < broken.length * MIN_SOUND_PER_BROKEN) return undefined;
  const utf8 = new TextDecoder('utf-8');
  const windows1252 = new TextDecoder('windows-1252').decode(
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  );
  const parts: string[] = [];
  let start = 0;
  for (const index of broken) {
    if (index > start) parts.push(utf8.decode(bytes.subarray(start, index)));
    parts.push(windows1252[bytes[index] ?? 0] ?? '');
    start = index + 1;
  }
  parts.push(utf8.decode(bytes.subarray(start)));
  return parts.join('');
}

/** The length of the well-formed UTF-8 sequence at an index, 0 where there is none (Unicode 16, table 3-7). */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf
      ? 2
      : first >= 0xe0 && first <= 0xef
        ? 3
        : first >= 0xf0 && first <= 0xf4
          ? 4
          : 0;
  for (let offset = 1; offset < length; offset += 1) {
    const byte = bytes[index + offset] ?? 0;
    const [low, high] = offset === 1 ? secondByteRange(first) : [0x80, 0xbf];
    if (byte < low || byte > high) return 0;
  }
  return length;
}

function secondByteRange(first: number): readonly [low: number, high: number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
