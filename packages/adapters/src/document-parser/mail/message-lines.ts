/** One line of a message: the bytes from `start` to `end` without its line break, which ends before `next`. */
export interface ByteLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The line that begins at `start`; LF ends it, and carriage returns before that belong to the line break. */
export function byteLine(bytes: Uint8Array, start: number, limit: number): ByteLine {
  const found = bytes.indexOf(0x0a, start);
  const isLast = found === -1 || found >= limit;
  let end = isLast ? limit : found;
  const next = isLast ? limit : found + 1;
  while (end > start && bytes[end - 1] === 0x0d) end -= 1;
  return { start, end, next };
}

/** Bytes as text, one character for each. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
