import { readXml, type XmlHandler } from './xml-reader.ts';
import type { ZipPackage } from './zip-package.ts';

const MAX_CHAIN = 50;

/** The part of a style that shapes the text: its rank among the headings and its list. */
export interface Style {
  name: string;
  basedOn?: string;
  /** 0 to 8; 9 is body text. */
  outlineLevel?: number;
  /** `w:numId`; `0` takes the paragraph out of its list. */
  listId?: string;
  listLevel?: number;
}

/** The styles of a document and what paragraphs inherit through `w:basedOn`. */
export class StyleSheet {
  readonly #styles: ReadonlyMap<string, Style>;
  readonly defaultParagraphStyle: string | undefined;

  constructor(styles: ReadonlyMap<string, Style>, defaultParagraphStyle?: string) {
    this.#styles = styles;
    this.defaultParagraphStyle = defaultParagraphStyle;
  }

  /** The style and those that it is based on, nearest first. */
  *chain(id: string | undefined): Generator<readonly [id: string, style: Style]> {
    let next = id;
    for (let step = 0; next !== undefined && step < MAX_CHAIN; step += 1) {
      const style = this.#styles.get(next);
      if (!style) return;
      yield [next, style];
      next = style.basedOn;
    }
  }

  /** The level from 1 to 9 of a heading with this style; undefined for other text. */
  headingLevel(id: string | undefined): number | undefined {
    for (const [, { name, outlineLevel }] of this.chain(id)) {
      if (outlineLevel !== undefined) return outlineLevel < 9 ? outlineLevel + 1 : undefined;
      const level = namedLevel(name);
      if (level !== undefined) return level;
    }
    return id !== undefined && !this.#styles.has(id) ? namedLevel(id) : undefined;
  }
}

/** Built-in styles keep their English names in every language of Word. */
function namedLevel(name: string): number | undefined {
  const level = /^heading ?([1-9])$/i.exec(name)?.[1];
  if (level !== undefined) return Number(level);
  return /^title$/i.test(name) ? 1 : undefined;
}

export async function readStyleSheet(zip: ZipPackage, part: string): Promise<StyleSheet> {
  const reader = new StyleReader();
  await readXml(zip, part, reader);
  return new StyleSheet(reader.styles, reader.defaultParagraphStyle);
}

class StyleReader implements XmlHandler {
  readonly styles = new Map<string, Style>();
  defaultParagraphStyle: string | undefined;
  #style: Style | undefined;
  #inOldProperties = false;

  open(name: string, attributes: Record<string, string | undefined>): void {
    const value = attributes['w:val'];
    if (name === 'w:pPrChange') this.#inOldProperties = true;
    if (name === 'w:style') this.#open(attributes);
    if (!this.#style || value === undefined || this.#inOldProperties) return;
    if (name === 'w:name') this.#style.name = value;
    else if (name === 'w:basedOn') this.#style.basedOn = value;
    else if (name === 'w:outlineLvl') this.#style.outlineLevel = Number.parseInt(value, 10) || 0;
    else if (name === 'w:numId') this.#style.listId = value;
    else if (name === 'w:ilvl') this.#style.listLevel = Number.parseInt(value, 10) || 0;
  }

  close(name: string): void {
    if (name === 'w:style') this.#style = undefined;
    else if (name === 'w:pPrChange') this.#inOldProperties = false;
  }

  #open(attributes: Record<string, string | undefined>): void {
    const { 'w:styleId': id, 'w:type': type, 'w:default': isDefault } = attributes;
    this.#style = { name: '' };
    if (id === undefined) return;
    this.styles.set(id, this.#style);
    if (type === 'paragraph' && /^(?:1|true|on)$/.test(isDefault ?? '')) this.defaultParagraphStyle ??= id;
  }
}
