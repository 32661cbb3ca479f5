import type { ExtractedText, TextHeading } from '@elenchus/contracts/documents/extracted-text';

/** The most characters that a document without pages may hold. */
const MAX_CHARACTERS = 50_000_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unusable = /[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;

/**
 * The text of a format without pages, put together block by block: a blank line parts blocks, the rows of a
 * table stand on lines of their own with tabs between the cells.
 */
export class FlowText {
  readonly #parts: string[] = [];
  readonly #headings: TextHeading[] = [];
  #length = 0;
  #inTable = false;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get isTooLarge(): boolean {
    return this.#length > MAX_CHARACTERS;
  }

  /** Adds a paragraph; line breaks inside of it are kept, an empty one is left out. */
  paragraph(text: string): void {
    const trimmed = usable(text).trim();
    if (trimmed === '') return;
    this.#separate('\n\n');
    this.#inTable = false;
    this.#add(trimmed);
  }

  /** Adds a heading; `level` counts from 1, deeper ones than 9 count as 9. */
  heading(level: number, text: string): void {
    const title = usable(text).trim().replace(/\s+/g, ' ');
    if (title === '') return;
    this.paragraph(title);
    const end = this.#length;
    this.#headings.push({ start: end - title.length, end, level: Math.min(9, Math.max(1, level)), title });
  }

  /** Adds a row of a table; line breaks and tabs inside of a cell become blanks. */
  row(cells: readonly string[]): void {
    const line = cells
      .map((cell) => usable(cell).replace(/\s+/g, ' ').trim())
      .join('\t')
      .trimEnd();
    if (line.trim() === '') return;
    this.#separate(this.#inTable ? '\n' : '\n\n');
    this.#inTable = true;
    this.#add(line);
  }

  /** The next row opens a table of its own. */
  endTable(): void {
    this.#inTable = false;
  }

  /** The text as one page. */
  build(): ExtractedText {
    const text = this.#parts.join('');
    const source = text === '' ? ('blank' as const) : ('text' as const);
    return {
      text,
      pages: [{ page: 1, start: 0, end: text.length, source }],
      headings: this.#headings,
    };
  }

  #separate(separator: string): void {
    if (this.#length > 0) this.#add(separator);
  }

  #add(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }
}

/** Line feeds and tabs stay; other control characters go, unpaired surrogates become U+FFFD. */
function usable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unusable, '').toWellFormed();
}
