import type { WordGeneration } from './file-information-block.ts';
import { formattedRuns } from './formatted-pages.ts';
import type { Piece } from './piece-table.ts';
import {
  modifierCodes,
  type PropertyModifier,
  packedModifier,
  propertyModifiers,
} from './property-modifiers.ts';
import { type IndexedRun, RunIndex } from './run-index.ts';
import type { WordStreams } from './word-streams.ts';

export interface ParagraphProperties {
  readonly style: number;
  /** 0 outside of tables, 1 in a table, more in a table inside of a cell. */
  readonly tableDepth: number;
  readonly isRowEnd: boolean;
  /** The use of a list, from 1, and the level in it, from 0, where they differ from those of the style. */
  readonly listUse: number | undefined;
  readonly listLevel: number | undefined;
}

type ParagraphRun = IndexedRun & ParagraphProperties;

/** The properties of a paragraph of which nothing is stored. */
export const plainParagraph: ParagraphProperties = {
  style: 0,
  tableDepth: 0,
  isRowEnd: false,
  listUse: undefined,
  listLevel: undefined,
};

/** What the formatted pages say about the paragraphs of a document, by the bytes of their text. */
export class ParagraphIndex {
  readonly #runs: RunIndex<ParagraphRun>;
  readonly #generation: WordGeneration;

  constructor(streams: WordStreams) {
    this.#generation = streams.fib.generation;
    this.#runs = new RunIndex(paragraphRuns(streams));
  }

  get isEmpty(): boolean {
    return this.#runs.isEmpty;
  }

  /** The properties of the paragraph that ends with the character at a position of this piece. */
  at(piece: Piece, position: number): ParagraphProperties {
    const offset = piece.offset + (position - piece.start) * piece.characterBytes;
    const run = this.#runs.at(offset) ?? plainParagraph;
    return withModifiers(run, pieceModifiers(piece, this.#generation));
  }

  /** The paragraphs that share a byte with the range. */
  within(start: number, end: number): Generator<ParagraphRun> {
    return this.#runs.within(start, end);
  }
}

/** The properties that a fast save laid over a piece of the text. */
export function pieceModifiers(piece: Piece, generation: WordGeneration): readonly PropertyModifier[] {
  if (piece.modifiers !== undefined) return [...propertyModifiers(piece.modifiers, generation)];
  const packed = piece.packedModifier === 0 ? undefined : packedModifier(piece.packedModifier);
  return packed === undefined ? [] : [packed];
}

function* paragraphRuns(streams: WordStreams): Generator<ParagraphRun> {
  const { generation } = streams.fib;
  for (const { start, end, properties } of formattedRuns(streams, 'paragraph')) {
    if (properties.length < 2) continue;
    const style = { ...plainParagraph, style: properties.readUInt16LE(0) };
    const modifiers = propertyModifiers(properties.subarray(2), generation);
    yield { start, end, ...withModifiers(style, withStoredElsewhere(modifiers, streams.data)) };
  }
}

/** Long lists stand in the data stream, behind their length ([MS-DOC] 2.6.2 sprmPHugePapx). */
function* withStoredElsewhere(
  modifiers: Iterable<PropertyModifier>,
  data: Buffer,
): Generator<PropertyModifier> {
  for (const modifier of modifiers) {
    if (
      modifier.code !== modifierCodes.storedElsewhere &&
      modifier.code !== modifierCodes.storedElsewhereOld
    ) {
      yield modifier;
      continue;
    }
    const offset = modifier.operand.readUInt32LE(0);
    if (offset + 2 > data.length) continue;
    const length = data.readUInt16LE(offset);
    yield* propertyModifiers(data.subarray(offset + 2, offset + 2 + length), 'word97');
  }
}

function withModifiers(
  properties: ParagraphProperties,
  modifiers: Iterable<PropertyModifier>,
): ParagraphProperties {
  let { tableDepth, isRowEnd, listUse, listLevel } = properties;
  for (const { code, operand } of modifiers) {
    const value = operand[0] ?? 0;
    if (code === modifierCodes.inTable) tableDepth = value === 0 ? 0 : Math.max(1, tableDepth);
    else if (code === modifierCodes.rowEnd) isRowEnd = value !== 0;
    else if (code === modifierCodes.tableDepth) tableDepth = Math.max(0, operand.readInt32LE(0));
    else if (code === modifierCodes.listUse) listUse = operand.readInt16LE(0);
    else if (code === modifierCodes.listLevel) listLevel = value;
  }
  return { style: properties.style, tableDepth, isRowEnd, listUse, listLevel };
}
