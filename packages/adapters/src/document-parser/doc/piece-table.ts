import type { FileInformationBlock } from './file-information-block.ts';
import { incompleteDocument } from './word-streams.ts';

/** A run of text in the document stream: where it stands and how its characters are stored. */
export interface Piece {
  /** Position of its first character in the whole text, and of the one behind its last. */
  readonly start: number;
  readonly end: number;
  /** In bytes, in the document stream. */
  readonly offset: number;
  readonly characterBytes: 1 | 2;
  /** Properties that a fast save added: a packed modifier, or a list of them. */
  readonly packedModifier: number;
  readonly modifiers: Buffer | undefined;
}

const PROPERTIES = 1;
const PIECES = 2;
const COMPRESSED = 0x4000_0000;

/**
 * The pieces of the text in order. They never hold more characters than the stream has bytes; a piece that
 * lies beyond the end of the stream makes the file `corrupt`.
 */
export function readPieces(fib: FileInformationBlock, stream: Buffer, table: Buffer): Piece[] {
  const { offset, length } = fib.structure('pieceTable');
  const pieces = length === 0 ? [wholeText(fib)] : readComplexText(fib, table, offset, length);
  for (const { start, end, offset, characterBytes } of pieces) {
    const lastByte = offset + (end - start) * characterBytes;
    if (lastByte > stream.length || end > stream.length) throw incompleteDocument();
  }
  return pieces;
}

function wholeText(fib: FileInformationBlock): Piece {
  const characterBytes = fib.isWide ? 2 : 1;
  const stated = Object.values(fib.lengths).reduce((sum, length) => sum + length, 0);
  const stored = Math.floor(Math.max(0, fib.textEnd - fib.textStart) / characterBytes);
  return {
    start: 0,
    end: stated > 0 ? stated : stored,
    offset: fib.textStart,
    characterBytes,
    packedModifier: 0,
    modifiers: undefined,
  };
}

function readComplexText(fib: FileInformationBlock, table: Buffer, start: number, length: number): Piece[] {
  if (start + length > table.length) throw incompleteDocument();
  const propertyLists: Buffer[] = [];
  let at = start;
  while (table.readUInt8(at) === PROPERTIES) {
    const bytes = table.readUInt16LE(at + 1);
    propertyLists.push(table.subarray(at + 3, at + 3 + bytes));
    at += 3 + bytes;
  }
  if (table.readUInt8(at) !== PIECES) throw incompleteDocument();
  const bytes = table.readUInt32LE(at + 1);
  if (at + 5 + bytes > table.length) throw incompleteDocument();
  return toPieces(table.subarray(at + 5, at + 5 + bytes), propertyLists, fib);
}

/** A PlcPcd: the positions (one more than pieces), then a descriptor of 8 bytes for each. */
function toPieces(plc: Buffer, propertyLists: readonly Buffer[], fib: FileInformationBlock): Piece[] {
  const isWord6 = fib.generation === 'word6';
  const count = Math.floor((plc.length - 4) / 12);
  const pieces: Piece[] = [];
  let position = 0;
  for (let index = 0; index < count; index += 1) {
    const characters = plc.readUInt32LE(index * 4 + 4) - plc.readUInt32LE(index * 4);
    if (characters < 0) throw incompleteDocument();
    const descriptor = (count + 1) * 4 + index * 8;
    const address = plc.readUInt32LE(descriptor + 2);
    const compressed = isWord6 ? !fib.isWide : (address & COMPRESSED) !== 0;
    const modifier = plc.readUInt16LE(descriptor + 6);
    pieces.push({
      start: position,
      end: position + characters,
      offset: isWord6 ? address : compressed ? (address & 0x3fff_ffff) >> 1 : address & 0x3fff_ffff,
      characterBytes: compressed ? 1 : 2,
      packedModifier: (modifier & 1) === 0 ? modifier : 0,
      modifiers: (modifier & 1) === 0 ? undefined : propertyLists[modifier >> 1],
    });
    position += characters;
  }
  return pieces;
}
