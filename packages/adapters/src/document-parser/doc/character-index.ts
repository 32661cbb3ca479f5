import type { WordGeneration } from './file-information-block.ts';
import { type Font, SYMBOLS } from './font-table.ts';
import { formattedRuns } from './formatted-pages.ts';
import { modifierCodes, propertyModifiers } from './property-modifiers.ts';
import { type IndexedRun, RunIndex } from './run-index.ts';
import { symbolCharacter } from './symbol-characters.ts';
import type { WordStreams } from './word-streams.ts';

interface CharacterProperties {
  /** Deleted while changes were tracked: no part of the present text. */
  readonly isDeleted: boolean;
  /** The character that a symbol field shows in place of the stored one. */
  readonly symbol: string | undefined;
  /** The font, where the run names it. */
  readonly font: Font | undefined;
}

export type CharacterRun = IndexedRun & CharacterProperties;

/** The runs of characters that are read otherwise than as plain text, by the bytes of the document stream. */
export function characterIndex(streams: WordStreams, fonts: readonly Font[]): RunIndex<CharacterRun> {
  return new RunIndex(characterRuns(streams, fonts));
}

function* characterRuns(streams: WordStreams, fonts: readonly Font[]): Generator<CharacterRun> {
  const { generation } = streams.fib;
  for (const { start, end, properties } of formattedRuns(streams, 'character')) {
    const run = readProperties(properties, generation, fonts);
    // Since Word 97 text is Unicode, but for symbol fonts.
    const isReadByFont = run.font !== undefined && (generation === 'word6' || run.font.charset === SYMBOLS);
    if (run.isDeleted || run.symbol !== undefined || isReadByFont) yield { start, end, ...run };
  }
}

function readProperties(
  list: Buffer,
  generation: WordGeneration,
  fonts: readonly Font[],
): CharacterProperties {
  let isDeleted = false;
  let symbol: string | undefined;
  let font: Font | undefined;
  for (const { code, operand } of propertyModifiers(list, generation)) {
    if (code === modifierCodes.deleted) isDeleted = isOn(operand);
    else if (code === modifierCodes.font) font = fonts[operand.readUInt16LE(0)];
    else if (code === modifierCodes.symbol) symbol = readSymbol(operand, generation, fonts);
  }
  return { isDeleted, symbol, font };
}

/** 0 and 128 ("as in the style") leave a property off. */
export function isOn(operand: Buffer): boolean {
  return ((operand[0] ?? 0) & 1) === 1;
}

/** A font and a character; Word 6 puts the length before them, and its character is one byte. */
function readSymbol(operand: Buffer, generation: WordGeneration, fonts: readonly Font[]): string {
  const isWord6 = generation === 'word6';
  const font = fonts[operand.readUInt16LE(isWord6 ? 1 : 0)];
  const code = isWord6 ? operand.readUInt8(3) : operand.readUInt16LE(2);
  if (isWord6 || code < 0x100 || (code >= 0xf000 && code <= 0xf0ff)) {
    return symbolCharacter(font?.name, code & 0xff);
  }
  return String.fromCharCode(code);
}
