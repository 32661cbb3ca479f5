import type { Duplex } from 'node:stream';
import { constants, createInflate } from 'node:zlib';

type Chunks = AsyncIterable<Buffer>;
/** A step of a stream pipeline that undoes one filter. What is damaged ends the output or fails the pipeline. */
export type Decoder = Duplex | ((chunks: Chunks) => Chunks);

export interface StreamFilter {
  /** No byte becomes more bytes than this. */
  readonly maxExpansion: number;
  readonly decoder: () => Decoder;
}

const OUTPUT_CHUNK_BYTES = 1 << 18;

/** The filters (ISO 32000-1, 7.4) that can be undone without knowing an image format, by all of their names. */
export const streamFilters: ReadonlyMap<string, StreamFilter> = new Map([
  ...named(['FlateDecode', 'Fl'], 1032, () =>
    createInflate({ chunkSize: OUTPUT_CHUNK_BYTES, finishFlush: constants.Z_SYNC_FLUSH }),
  ),
  ...named(['LZWDecode', 'LZW'], 2560, () => decodeLzw),
  ...named(['RunLengthDecode', 'RL'], 64, () => decodeRuns),
  ...named(['ASCII85Decode', 'A85'], 4, () => decodeAscii85),
  ...named(['ASCIIHexDecode', 'AHx'], 1, () => decodeHex),
]);

function named(names: readonly string[], maxExpansion: number, decoder: () => Decoder) {
  return names.map((name): [string, StreamFilter] => [name, { maxExpansion, decoder }]);
}

const [LZW_CLEAR, LZW_END, LZW_MAX_ENTRIES] = [256, 257, 4096];

/** Codes of 9 to 12 bits that stand for strings seen before (7.4.4), with the early change of the code length. */
async function* decodeLzw(chunks: Chunks): Chunks {
  const table = Array.from({ length: LZW_END + 1 }, (_, byte) => Buffer.of(byte));
  let [held, bits, width] = [0, 0, 9];
  let previous: Buffer | undefined;
  const output = new Output();
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      held = ((held << 8) | byte) & 0xff_ffff;
      bits += 8;
      if (bits < width) continue;
      bits -= width;
      const code = (held >> bits) & ((1 << width) - 1);
      if (code === LZW_END) return yield output.take();
      if (code === LZW_CLEAR) {
        table.length = LZW_END + 1;
        [width, previous] = [9, undefined];
        continue;
      }
      const entry: Buffer | undefined =
        table[code] ?? (previous && Buffer.concat([previous, previous.subarray(0, 1)]));
      if (entry === undefined) return yield output.take();
      if (previous && table.length < LZW_MAX_ENTRIES)
        table.push(Buffer.concat([previous, entry.subarray(0, 1)]));
      previous = entry;
      width = Math.min(12, Math.max(9, 32 - Math.clz32(table.length + 1)));
      output.add(entry);
      if (output.isFull) yield output.take();
    }
  }
  yield output.take();
}

/** A length below 128 counts bytes to copy, one above it how often the next byte is repeated (7.4.5). */
async function* decodeRuns(chunks: Chunks): Chunks {
  const output = new Output();
  let literals = 0;
  let repeats = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (literals > 0) {
        const part = chunk.subarray(at, at + literals);
        output.add(part);
        literals -= part.length;
        at += part.length - 1;
      } else if (repeats > 0) {
        output.add(Buffer.alloc(repeats, byte));
        repeats = 0;
      } else if (byte === 128) return yield output.take();
      else if (byte < 128) literals = byte + 1;
      else repeats = 257 - byte;
      if (output.isFull) yield output.take();
    }
  }
  yield output.take();
}

/** Five characters for four bytes, `z` for four zeros (7.4.3). */
async function* decodeAscii85(chunks: Chunks): Chunks {
  const output = new Output();
  let group: number[] = [];
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (byte === 0x7e) return yield Buffer.concat([output.take(), endOfAscii85(group)]);
      if (byte === 0x7a && group.length === 0) output.add(Buffer.alloc(4));
      else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
      if (group.length === 5) {
        output.add(fromBase85(group));
        group = [];
      }
      if (output.isFull) yield output.take();
    }
  }
  yield Buffer.concat([output.take(), endOfAscii85(group)]);
}

function endOfAscii85(group: readonly number[]): Buffer {
  return fromBase85([...group, 84, 84, 84, 84].slice(0, 5)).subarray(0, Math.max(0, group.length - 1));
}

function fromBase85(digits: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(digits.reduce((sum, digit) => sum * 85 + digit, 0) % 2 ** 32);
  return bytes;
}

/** Two hexadecimal digits for each byte, up to `>` (7.4.2). */
async function* decodeHex(chunks: Chunks): Chunks {
  let rest = '';
  for await (const chunk of chunks) {
    const text = chunk.toString('latin1');
    const end = text.indexOf('>');
    const digits = rest + text.slice(0, end === -1 ? undefined : end).replace(/[^0-9a-f]/gi, '');
    if (end !== -1) return yield Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
    const whole = digits.length - (digits.length % 2);
    yield Buffer.from(digits.slice(0, whole), 'hex');
    rest = digits.slice(whole);
  }
}

/** Gathers small pieces into chunks. */
class Output {
  #parts: Buffer[] = [];
  #bytes = 0;

  get isFull(): boolean {
    return this.#bytes >= OUTPUT_CHUNK_BYTES;
  }

  add(part: Buffer): void {
    this.#parts.push(part);
    this.#bytes += part.length;
  }

  take(): Buffer {
    const chunk = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    return chunk;
  }
}
