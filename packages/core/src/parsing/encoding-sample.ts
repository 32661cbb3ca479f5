const SAMPLE_BYTES = 32_768;
const MAX_LINE_BYTES = 4096;
const LINE_FEED = 10;

/** The lines that hold bytes beyond ASCII, from the start of the file, as many as tell the encoding. */
export function linesBeyondAscii(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(SAMPLE_BYTES);
  let length = 0;
  let lineStart = 0;
  while (lineStart < bytes.length && length < SAMPLE_BYTES) {
    const lineEnd = endOfLine(bytes, lineStart);
    const first = firstBeyondAscii(bytes, lineStart, lineEnd);
    if (first < lineEnd) {
      const start = first - lineStart < MAX_LINE_BYTES ? lineStart : first;
      const room = Math.min(MAX_LINE_BYTES, SAMPLE_BYTES - length);
      const piece = bytes.subarray(start, Math.min(lineEnd, start + room));
      sample.set(piece, length);
      length += piece.length;
    }
    lineStart = lineEnd;
  }
  return sample.subarray(0, length);
}

function endOfLine(bytes: Uint8Array, start: number): number {
  const found = bytes.indexOf(LINE_FEED, start);
  return found === -1 ? bytes.length : found + 1;
}

function firstBeyondAscii(bytes: Uint8Array, start: number, end: number): number {
  let index = start;
  while (index < end && (bytes[index] ?? 0) < 0x80) index += 1;
  return index;
}
