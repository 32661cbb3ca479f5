import { corruptFile, FileRejection } from '../file-rejection.ts';

/** Word 97 to 2007, or Word 6 and 95 with their narrower structures. */
export type WordGeneration = 'word6' | 'word97';

/** Lengths of the parts of the text, in characters, in the order in which they follow each other. */
export interface StoryLengths {
  readonly body: number;
  readonly footnotes: number;
  readonly headers: number;
  readonly macros: number;
  readonly comments: number;
  readonly endnotes: number;
  readonly textBoxes: number;
  readonly headerTextBoxes: number;
}

/** Where a structure stands in the table stream (Word 6: in the document stream), in bytes. */
export interface StructureRange {
  readonly offset: number;
  readonly length: number;
}

/** The structures in use, by their place in FibRgFcLcb; Word 6 has them in the same order. */
export const structures = {
  styleSheet: 1,
  headerStories: 11,
  characterPages: 12,
  paragraphPages: 13,
  fonts: 15,
  pieceTable: 33,
  lists: 73,
  listUses: 74,
} as const;

export interface FileInformationBlock {
  readonly generation: WordGeneration;
  readonly languageId: number;
  /** Written on a Macintosh, with its character set. */
  readonly isMacintosh: boolean;
  readonly isEncrypted: boolean;
  /** Word 6, and a text without a piece table: characters of 16 bits. */
  readonly isWide: boolean;
  readonly tableStream: '0Table' | '1Table';
  /** First byte of the text, where there is no piece table. */
  readonly textStart: number;
  readonly textEnd: number;
  readonly lengths: StoryLengths;
  /** Word 6: pages that its tables of pages leave out follow the first one. */
  readonly pageCounts: { readonly character: number; readonly paragraph: number };
  structure(name: keyof typeof structures): StructureRange;
}

const WORD_6 = 101;
const WORD_97 = 192;
const MACINTOSH_CHARACTERS = 256;

/**
 * Reads the header of the document stream ([MS-DOC] 2.5; Word 6: "Word 6 file format").
 * Versions before Word 6 are an `unsupported_type`.
 */
export function readFileInformationBlock(stream: Buffer): FileInformationBlock {
  const version = stream.readUInt16LE(2);
  if (version < WORD_6) throw oldWord();
  const generation = version < WORD_97 ? 'word6' : 'word97';
  const flags = stream.readUInt16LE(0x0a);
  const places = generation === 'word6' ? word6Places : word97Places(stream);
  const count = (index: number) => Math.max(0, stream.readInt32LE(places.lengths + index * 4));
  return {
    generation,
    languageId: stream.readUInt16LE(6),
    isMacintosh: generation === 'word6' && stream.readUInt16LE(0x14) === MACINTOSH_CHARACTERS,
    isEncrypted: (flags & 0x0100) !== 0,
    isWide: (flags & 0x1000) !== 0,
    tableStream: (flags & 0x0200) === 0 ? '0Table' : '1Table',
    textStart: stream.readUInt32LE(0x18),
    textEnd: stream.readUInt32LE(0x1c),
    lengths: {
      body: count(0),
      footnotes: count(1),
      headers: count(2),
      // Later versions have something else in this place.
      macros: generation === 'word6' ? count(3) : 0,
      comments: count(4),
      endnotes: count(5),
      textBoxes: count(6),
      headerTextBoxes: count(7),
    },
    pageCounts: {
      character: generation === 'word6' ? stream.readUInt16LE(0x18e) : 0,
      paragraph: generation === 'word6' ? stream.readUInt16LE(0x190) : 0,
    },
    structure: (name) => {
      const index = structures[name];
      if (index >= places.structureCount) return { offset: 0, length: 0 };
      const at = places.structures + index * 8;
      return { offset: stream.readUInt32LE(at), length: stream.readUInt32LE(at + 4) };
    },
  };
}

interface Places {
  readonly lengths: number;
  readonly structures: number;
  readonly structureCount: number;
}

const word6Places: Places = { lengths: 0x34, structures: 0x58, structureCount: 38 };

/** Each of the three parts of the block begins with the count of its elements. */
function word97Places(stream: Buffer): Places {
  const longCount = 0x22 + stream.readUInt16LE(0x20) * 2;
  const longs = longCount + 2;
  const structureCount = longs + stream.readUInt16LE(longCount) * 4;
  if (structureCount > stream.length) throw corruptFile('The Word document is damaged.');
  return {
    lengths: longs + 0x0c,
    structures: structureCount + 2,
    structureCount: stream.readUInt16LE(structureCount),
  };
}

/** The fault of a document written by Word 2, Word for DOS or their contemporaries. */
export function oldWord(): FileRejection {
  return new FileRejection(
    'unsupported_type',
    'The document was written by a version of Word older than Word 6. Please save it as DOCX or PDF and upload it again.',
  );
}
