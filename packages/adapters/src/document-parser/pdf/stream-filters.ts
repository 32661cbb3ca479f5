import { constants, createInflate, inflateSync } from 'node:zlib';

type Chunks = AsyncIterable<Buffer>;
/** Undoes a filter piece by piece; what follows the end or damage comes to nothing. */
type Decoder = (piece: Buffer) => Buffer;

export interface StreamFilter {
  /** No byte becomes more bytes than this. */
  readonly maxExpansion: number;
  /** A step of a stream pipeline. */
  readonly step: () => NodeJS.ReadWriteStream | ((chunks: Chunks) => Chunks);
  /** Undoes the filter on the start of a stream's data; throws where that is damaged. */
  readonly decodeStart: (start: Buffer) => Buffer;
}

const CHUNK_BYTES = 1 << 18;
const MAX_START_BYTES = 32 * 1024 * 1024;
const MAX_EXPANSION_OF_LZW = 2560;

const flate: StreamFilter = {
  maxExpansion: 1032,
  step: () => createInflate({ chunkSize: CHUNK_BYTES, finishFlush: constants.Z_SYNC_FLUSH }),
  decodeStart: (start) =>
    inflateSync(start, { maxOutputLength: MAX_START_BYTES, finishFlush: constants.Z_SYNC_FLUSH }),
};
const lzw = handmade(MAX_EXPANSION_OF_LZW, lzwDecoder);
const runLength = handmade(64, runLengthDecoder);
const ascii85 = handmade(4, ascii85Decoder);
const asciiHex = handmade(1, hexDecoder);

/** The filters (ISO 32000-1, 7.4) that can be undone without knowing an image format, by all of their names. */
export const streamFilters: ReadonlyMap<string, StreamFilter> = new Map([
  ['FlateDecode', flate],
  ['Fl', flate],
  ['LZWDecode', lzw],
  ['LZW', lzw],
  ['RunLengthDecode', runLength],
  ['RL', runLength],
  ['ASCII85Decode', ascii85],
  ['A85', ascii85],
  ['ASCIIHexDecode', asciiHex],
  ['AHx', asciiHex],
]);

function handmade(maxExpansion: number, createDecoder: () => Decoder): StreamFilter {
  return {
    maxExpansion,
    step: () =>
      async function* (chunks) {
        const decode = createDecoder();
        for await (const chunk of chunks) {
          // Small pieces, so that what one of them becomes stays small too.
          for (let from = 0; from < chunk.length; from += 4096)
            yield decode(chunk.subarray(from, from + 4096));
        }
      },
    decodeStart: (start) => createDecoder()(start),
  };
}

const [LZW_CLEAR, LZW_END, LZW_MAX_ENTRIES] = [256, 257, 4096];

/** Codes of 9 to 12 bits that stand for strings seen before (7.4.4), with the early change of the code length. */
function lzwDecoder(): Decoder {
  const table = Array.from({ length: LZW_END + 1 }, (_, byte) => Buffer.of(byte));
  let [held, bits, width] = [0, 0, 9];
  let previous: Buffer | undefined;
  let ended = false;
  return (piece) => {
    const output: Buffer[] = [];
    for (const byte of piece) {
      held = ((held << 8) | byte) & 0xff_ffff;
      bits += 8;
      if (ended || bits < width) continue;
      bits -= width;
      const code = (held >> bits) & ((1 << width) - 1);
      if (code === LZW_CLEAR) {
        table.length = LZW_END + 1;
        [width, previous] = [9, undefined];
        continue;
      }
      const entry = table[code] ?? (previous && Buffer.concat([previous, previous.subarray(0, 1)]));
      ended = code === LZW_END || entry === undefined;
      if (ended || entry === undefined) continue;
      if (previous && table.length < LZW_MAX_ENTRIES)
        table.push(Buffer.concat([previous, entry.subarray(0, 1)]));
      previous = entry;
      width = Math.min(12, 32 - Math.clz32(table.length + 1));
      output.push(entry);
    }
    return Buffer.concat(output);
  };
}

/** A length below 128 counts bytes to copy, one above it says how often the next byte is repeated (7.4.5). */
function runLengthDecoder(): Decoder {
  let [literals, repeats] = [0, 0];
  let ended = false;
  return (piece) => {
    const output: Buffer[] = [];
    for (let at = 0; at < piece.length && !ended; at += 1) {
      const byte = piece[at] ?? 0;
      if (literals > 0) {
        const part = piece.subarray(at, at + literals);
        output.push(part);
        literals -= part.length;
        at += part.length - 1;
      } else if (repeats > 0) {
        output.push(Buffer.alloc(repeats, byte));
        repeats = 0;
      } else if (byte < 128) literals = byte + 1;
      else if (byte > 128) repeats = 257 - byte;
      else ended = true;
    }
    return Buffer.concat(output);
  };
}

/** Five characters for four bytes, `z` for four zeros, `~` for the end (7.4.3). */
function ascii85Decoder(): Decoder {
  let group: number[] = [];
  let ended = false;
  return (piece) => {
    const output: Buffer[] = [];
    for (const byte of piece) {
      if (ended) break;
      if (byte === 0x7e) {
        output.push(
          fromBase85([...group, 84, 84, 84, 84].slice(0, 5)).subarray(0, Math.max(0, group.length - 1)),
        );
        ended = true;
      } else if (byte === 0x7a && group.length === 0) output.push(Buffer.alloc(4));
      else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
      if (group.length < 5) continue;
      output.push(fromBase85(group));
      group = [];
    }
    return Buffer.concat(output);
  };
}

function fromBase85(digits: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(digits.reduce((sum, digit) => sum * 85 + digit, 0) % 2 ** 32);
  return bytes;
}

/** Two hexadecimal digits for each byte, up to `>` (7.4.2). */
function hexDecoder(): Decoder {
  let rest = '';
  let ended = false;
  return (piece) => {
    if (ended) return Buffer.alloc(0);
    const text = piece.toString('latin1');
    const end = text.indexOf('>');
    ended = end !== -1;
    const found = rest + text.slice(0, ended ? end : undefined).replace(/[^0-9a-f]/gi, '');
    const digits = ended && found.length % 2 === 1 ? `${found}0` : found;
    const whole = digits.length - (digits.length % 2);
    rest = digits.slice(whole);
    return Buffer.from(digits.slice(0, whole), 'hex');
  };
}
