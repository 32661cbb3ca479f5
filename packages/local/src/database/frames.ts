/** One message of the PostgreSQL wire protocol (version 3): its type byte and the whole message, header included. */
export interface Frame {
  readonly type: number;
  readonly bytes: Buffer;
}

/** A peer announced a message whose length is impossible or above the limit; the stream cannot be read any further. */
export class FrameLengthError extends Error {
  readonly code = '08P01';
}

/** Cuts a byte stream into typed messages, however the stream is split into chunks. */
export class FrameParser {
  #chunks: Buffer[] = [];
  #buffered = 0;
  #needed = 5;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Returns the messages that `chunk` completes. Throws FrameLengthError. */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    // Joining only when a message is complete keeps a large message linear in its size.
    if (this.#buffered < this.#needed) return [];
    const data = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#buffered);
    const frames: Frame[] = [];
    let offset = 0;
    this.#needed = 5;
    while (data.length - offset >= 5) {
      const end = offset + 1 + this.#lengthAt(data, offset);
      if (end > data.length) {
        this.#needed = end - offset;
        break;
      }
      frames.push({ type: data.readUInt8(offset), bytes: data.subarray(offset, end) });
      offset = end;
    }
    this.#buffered = data.length - offset;
    this.#chunks = this.#buffered > 0 ? [data.subarray(offset)] : [];
    return frames;
  }

  #lengthAt(data: Buffer, offset: number): number {
    const length = data.readInt32BE(offset + 1);
    if (length < 4 || length > this.#maxBytes) {
      throw new FrameLengthError(`message of ${length} bytes; allowed are 4 to ${this.#maxBytes}`);
    }
    return length;
  }
}

/** The type byte of a message as the protocol documentation writes it. */
export function typeOf(letter: string): number {
  return letter.charCodeAt(0);
}
