import type { WordGeneration } from './file-information-block.ts';
import { modifierCodes, propertyModifiers } from './property-modifiers.ts';

interface Style {
  /** Built-in styles: 1 to 9 are the headings, 62 is the title. */
  readonly identifier: number;
  readonly base: number;
  readonly outlineLevel: number | undefined;
  readonly font: number | undefined;
  readonly listUse: number | undefined;
  readonly listLevel: number | undefined;
}

const MAX_STYLES = 4095;
const MAX_BASES = 12;
const PARAGRAPH_STYLE = 1;
const TITLE = 62;
const HEADINGS = 9;

/** The styles of a document ([MS-DOC] 2.9.271 STSH), by their index. */
export class StyleSheet {
  readonly #styles = new Map<number, Style>();
  #defaultFont: number | undefined;

  /** Reads as far as the bytes make sense; without any, the first nine styles after the first are the headings. */
  constructor(bytes: Buffer, generation: WordGeneration) {
    if (bytes.length < 20) return;
    const informationBytes = bytes.readUInt16LE(0);
    const count = Math.min(MAX_STYLES, bytes.readUInt16LE(2));
    const baseBytes = bytes.readUInt16LE(4);
    this.#defaultFont = bytes.readUInt16LE(14);
    let at = 2 + informationBytes;
    for (let index = 0; index < count && at + 2 <= bytes.length; index += 1) {
      const length = bytes.readUInt16LE(at);
      const definition = bytes.subarray(at + 2, at + 2 + length);
      if (definition.length >= Math.max(8, baseBytes)) {
        this.#styles.set(index, readStyle(definition, baseBytes, generation));
      }
      at += 2 + length;
    }
  }

  /** 1 to 9 for a heading style or one built on it, undefined for others. */
  headingLevel(index: number): number | undefined {
    if (this.#styles.size === 0) return index >= 1 && index <= HEADINGS ? index : undefined;
    for (const { identifier, outlineLevel } of this.#ancestry(index)) {
      if (outlineLevel !== undefined) return outlineLevel < HEADINGS ? outlineLevel + 1 : undefined;
      if (identifier >= 1 && identifier <= HEADINGS) return identifier;
      if (identifier === TITLE) return 1;
    }
    return undefined;
  }

  /** The font of a style, as an index into the font table. */
  font(index: number): number | undefined {
    for (const { font } of this.#ancestry(index)) {
      if (font !== undefined) return font;
    }
    return this.#defaultFont;
  }

  /** The use of a list that the style brings, and the level in it. */
  listUse(index: number): number | undefined {
    for (const { listUse } of this.#ancestry(index)) if (listUse !== undefined) return listUse;
    return undefined;
  }

  listLevel(index: number): number | undefined {
    for (const { listLevel } of this.#ancestry(index)) if (listLevel !== undefined) return listLevel;
    return undefined;
  }

  /** The style and those that it is built on. */
  *#ancestry(index: number): Generator<Style> {
    let style = this.#styles.get(index);
    for (let depth = 0; style !== undefined && depth < MAX_BASES; depth += 1) {
      yield style;
      style = this.#styles.get(style.base);
    }
  }
}

function readStyle(definition: Buffer, baseBytes: number, generation: WordGeneration): Style {
  const kind = definition.readUInt16LE(2) & 0x0f;
  const [paragraph, character] =
    kind === PARAGRAPH_STYLE ? propertyLists(definition, baseBytes, generation) : [];
  return {
    identifier: definition.readUInt16LE(0) & 0x0fff,
    base: definition.readUInt16LE(2) >> 4,
    outlineLevel: operand(paragraph?.subarray(2), modifierCodes.outlineLevel, generation)?.[0],
    listUse: operand(paragraph?.subarray(2), modifierCodes.listUse, generation)?.readInt16LE(0),
    listLevel: operand(paragraph?.subarray(2), modifierCodes.listLevel, generation)?.[0],
    font: operand(character, modifierCodes.font, generation)?.readUInt16LE(0),
  };
}

function operand(list: Buffer | undefined, code: number, generation: WordGeneration): Buffer | undefined {
  if (list === undefined) return undefined;
  return [...propertyModifiers(list, generation)].find((modifier) => modifier.code === code)?.operand;
}

/** Behind the name: the properties of the paragraph (with a style index before them), then of its characters. */
function propertyLists(definition: Buffer, baseBytes: number, generation: WordGeneration): Buffer[] {
  const nameBytes =
    generation === 'word6'
      ? 1 + (definition[baseBytes] ?? 0) + 1
      : 2 + ((definition[baseBytes] ?? 0) | ((definition[baseBytes + 1] ?? 0) << 8)) * 2 + 2;
  const lists: Buffer[] = [];
  let at = baseBytes + nameBytes;
  while (lists.length < 2 && at + (at % 2) + 2 <= definition.length) {
    at += at % 2;
    const length = definition.readUInt16LE(at);
    lists.push(definition.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return lists;
}
