import CFB from 'cfb';
import { type StoryLengths, structures, type WordGeneration } from '../file-information-block.ts';
import { type FormattedInput, formattedPage } from './make-formatted-page.ts';

/** A piece of the text: how many of its characters, and how they are stored. */
export interface PieceInput {
  readonly characters: number;
  readonly wide?: boolean;
  readonly packedModifier?: number;
}

/** Properties of a range of the text, in characters. */
export interface RunInput {
  readonly start: number;
  readonly end: number;
  readonly properties: readonly number[];
}

export interface DocInput {
  readonly generation?: WordGeneration;
  /** The parts of the text; where it is stored in bytes, each character is one (latin1). */
  readonly stories: Partial<Record<keyof StoryLengths, string>>;
  readonly pieces?: readonly PieceInput[];
  /** Word 6 only: the text stands in the document without a piece table. */
  readonly plain?: boolean;
  readonly characters?: readonly RunInput[];
  readonly paragraphs?: readonly RunInput[];
  readonly tables?: Partial<Record<keyof typeof structures, Buffer>>;
  /** Bytes behind a structure that the header does not count. */
  readonly trailing?: Partial<Record<keyof typeof structures, Buffer>>;
  readonly data?: Buffer;
  readonly summary?: Buffer;
  readonly version?: number;
  readonly languageId?: number;
  readonly flags?: number;
}

const TEXT_START = 0x800;
const WORD_97_COUNTS = { words: 14, longs: 22, structures: 93 };
const storyOrder = [
  'body',
  'footnotes',
  'headers',
  'macros',
  'comments',
  'endnotes',
  'textBoxes',
  'headerTextBoxes',
] as const;

/** The document and table streams of a Word document. */
export function makeWordStreams(input: DocInput): { readonly document: Buffer; readonly table: Buffer } {
  const isWord6 = input.generation === 'word6';
  const text = storyOrder.map((name) => input.stories[name] ?? '').join('');
  const pieces = input.pieces ?? [{ characters: text.length }];
  const stored = storePieces(text, pieces);
  const document = Buffer.concat([Buffer.alloc(TEXT_START), ...stored.map(({ bytes }) => bytes)]);
  const pages: Buffer[] = [];
  const table: Buffer[] = [Buffer.alloc(16)];
  const firstPage = Math.ceil(document.length / 512);
  const tableStart = isWord6 ? (firstPage + 2) * 512 : 0;
  const placed = new Map<keyof typeof structures, { offset: number; length: number }>();
  const place = (name: keyof typeof structures, bytes: Buffer) => {
    const offset = tableStart + Buffer.concat(table).length;
    placed.set(name, { offset, length: bytes.length });
    table.push(bytes, input.trailing?.[name] ?? Buffer.alloc(0));
  };
  for (const kind of ['character', 'paragraph'] as const) {
    const runs = input[kind === 'character' ? 'characters' : 'paragraphs'] ?? [];
    const formatted: FormattedInput[] = runs.map(({ start, end, properties }) => ({
      start: byteOffset(stored, start),
      end: byteOffset(stored, end),
      properties,
    }));
    if (runs.length > 0) place(`${kind}Pages`, pageTable(firstPage + pages.length, isWord6));
    pages.push(formattedPage(formatted, kind, isWord6 ? 'word6' : 'word97'));
  }
  if (input.plain !== true) place('pieceTable', pieceTable(stored, isWord6));
  for (const [name, bytes] of Object.entries(input.tables ?? {})) {
    place(name as keyof typeof structures, bytes);
  }
  writeHeader(document, input, placed);
  const padding = Buffer.alloc(firstPage * 512 - document.length);
  const whole = Buffer.concat([document, padding, ...pages]);
  return isWord6
    ? { document: Buffer.concat([whole, ...table]), table: Buffer.alloc(0) }
    : { document: whole, table: Buffer.concat(table) };
}

/** A binary Word document in its container. */
export function makeDoc(input: DocInput): Buffer {
  const { document, table } = makeWordStreams(input);
  const streams: Record<string, Buffer> = { WordDocument: document };
  if (input.generation !== 'word6') streams['1Table'] = table;
  if (input.data !== undefined) streams['Data'] = input.data;
  if (input.summary !== undefined) streams['\u0005SummaryInformation'] = input.summary;
  return makeContainer(streams);
}

/** A compound file that holds these streams, written by another implementation than the one that reads it. */
export function makeContainer(streams: Readonly<Record<string, Buffer>>): Buffer {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, `/${name}`, content);
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array);
}

interface StoredPiece extends PieceInput {
  readonly start: number;
  readonly offset: number;
  readonly bytes: Buffer;
}

function storePieces(text: string, pieces: readonly PieceInput[]): StoredPiece[] {
  let start = 0;
  let offset = TEXT_START;
  return pieces.map((piece) => {
    const bytes = Buffer.from(text.slice(start, start + piece.characters), piece.wide ? 'utf16le' : 'latin1');
    const stored = { ...piece, start, offset, bytes };
    start += piece.characters;
    offset += bytes.length;
    return stored;
  });
}

function byteOffset(pieces: readonly StoredPiece[], character: number): number {
  const piece = pieces.find(({ start, characters }) => character >= start && character < start + characters);
  if (piece === undefined) return TEXT_START + pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return piece.offset + (character - piece.start) * (piece.wide ? 2 : 1);
}

function pieceTable(pieces: readonly StoredPiece[], isWord6: boolean): Buffer {
  const ends = pieces.map(({ start, characters }) => start + characters);
  const descriptors = pieces.map(({ offset, wide, packedModifier }) => {
    const address = wide || isWord6 ? offset : (offset * 2) | 0x4000_0000;
    return Buffer.concat([Buffer.alloc(2), uint32(address), uint16(packedModifier ?? 0)]);
  });
  const plc = Buffer.concat([...[0, ...ends].map(uint32), ...descriptors]);
  return Buffer.concat([Buffer.of(2), uint32(plc.length), plc]);
}

function pageTable(page: number, isWord6: boolean): Buffer {
  return Buffer.concat([uint32(TEXT_START), uint32(0xffff), isWord6 ? uint16(page) : uint32(page)]);
}

function writeHeader(
  document: Buffer,
  input: DocInput,
  placed: ReadonlyMap<keyof typeof structures, { offset: number; length: number }>,
): void {
  const isWord6 = input.generation === 'word6';
  document.writeUInt16LE(isWord6 ? 0xa5dc : 0xa5ec, 0);
  document.writeUInt16LE(input.version ?? (isWord6 ? 101 : 193), 2);
  document.writeUInt16LE(input.languageId ?? 0x0409, 6);
  document.writeUInt16LE((input.flags ?? 0) | (isWord6 ? 0 : 0x0200), 0x0a);
  document.writeUInt32LE(TEXT_START, 0x18);
  document.writeUInt32LE(document.length, 0x1c);
  const longs = 0x24 + WORD_97_COUNTS.words * 2;
  if (!isWord6) {
    document.writeUInt16LE(WORD_97_COUNTS.words, 0x20);
    document.writeUInt16LE(WORD_97_COUNTS.longs, longs - 2);
    document.writeUInt16LE(WORD_97_COUNTS.structures, longs + WORD_97_COUNTS.longs * 4);
  }
  for (const [index, name] of storyOrder.entries()) {
    document.writeUInt32LE(input.stories[name]?.length ?? 0, (isWord6 ? 0x34 : longs + 0x0c) + index * 4);
  }
  for (const [name, { offset, length }] of placed) {
    const at = (isWord6 ? 0x58 : longs + WORD_97_COUNTS.longs * 4 + 2) + structures[name] * 8;
    document.writeUInt32LE(offset, at);
    document.writeUInt32LE(length, at + 4);
  }
}

/** Little-endian. */
export function uint16(value: number): Buffer {
  return Buffer.of(value & 0xff, (value >> 8) & 0xff);
}

/** Little-endian. */
export function uint32(value: number): Buffer {
  return Buffer.concat([uint16(value & 0xffff), uint16(value >>> 16)]);
}
