import type { FlowText } from '../flow-text.ts';
import { FILLER } from './character-decoder.ts';
import { fieldResults } from './field-results.ts';
import type { ListLabels } from './list-labels.ts';
import { type ParagraphIndex, type ParagraphProperties, plainParagraph } from './paragraph-index.ts';
import type { Piece } from './piece-table.ts';
import type { RunIndex } from './run-index.ts';
import type { StyleSheet } from './style-sheet.ts';

/** Text is numbered under heading styles as well; a heading is shorter than this. */
const MAX_HEADING_CHARACTERS = 200;
/** Word has at most 63 in a row. */
const MAX_CELLS = 1000;
const CELL_END = '\x07';
// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of Word: cell, page, column, paragraph
const paragraphEnds = /[\x07\x0c\x0e\r]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of Word
const inlineMarks = /[\x0b\x1e\x1f]/g;
const inlineCharacters: Readonly<Record<string, string>> = {
  '\x0b': '\n',
  '\x1e': '\u2011',
  '\x1f': '\u00ad',
};

/** Puts ranges of the text into paragraphs, headings and rows. */
export class StoryWriter {
  readonly #text: string;
  readonly #pieces: RunIndex<Piece>;
  readonly #paragraphs: ParagraphIndex;
  readonly #styles: StyleSheet;
  readonly #labels: ListLabels;
  readonly #flow: FlowText;
  /** What the open cell and the open row hold so far. */
  #cell: { readonly text: string; readonly style: number }[] = [];
  #row: (readonly { readonly text: string; readonly style: number }[])[] = [];

  constructor(
    text: string,
    pieces: RunIndex<Piece>,
    paragraphs: ParagraphIndex,
    styles: StyleSheet,
    labels: ListLabels,
    flow: FlowText,
  ) {
    this.#text = text;
    this.#pieces = pieces;
    this.#paragraphs = paragraphs;
    this.#styles = styles;
    this.#labels = labels;
    this.#flow = flow;
  }

  /** Adds the text from `start` to `end` as a part of its own. */
  write(start: number, end: number): void {
    const story = fieldResults(this.#text.slice(start, end));
    let at = 0;
    for (const { 0: mark, index } of story.matchAll(paragraphEnds)) {
      this.#paragraph(story.slice(at, index), mark, start + index);
      at = index + 1;
    }
    this.#paragraph(story.slice(at), '\r', end);
    this.#endTable();
  }

  #paragraph(stored: string, mark: string, position: number): void {
    const properties = this.#propertiesAt(position);
    const content = stored
      .replaceAll(FILLER, '')
      .replace(inlineMarks, (character) => inlineCharacters[character] ?? '');
    const label = this.#label(properties);
    const text = label === '' || content.trim() === '' ? content : `${label} ${content.trimStart()}`;
    const { style, tableDepth } = properties;
    if (mark === CELL_END) {
      this.#cell.push({ text, style });
      if (tableDepth <= 1) this.#endCell(properties);
    } else if (tableDepth > 0) this.#cell.push({ text, style });
    else {
      this.#endTable();
      this.#flowParagraph(text, style);
    }
  }

  #propertiesAt(position: number): ParagraphProperties {
    const piece = this.#pieces.at(position);
    return piece === undefined ? plainParagraph : this.#paragraphs.at(piece, position);
  }

  #label({ style, listUse, listLevel }: ParagraphProperties): string {
    const use = listUse ?? this.#styles.listUse(style) ?? 0;
    return use > 0 ? this.#labels.next(use, listLevel ?? this.#styles.listLevel(style) ?? 0) : '';
  }

  /** The mark that ends a row looks like that of an empty cell; where nothing tells them apart, the first one does. */
  #endCell({ isRowEnd }: ParagraphProperties): void {
    const cell = this.#cell;
    this.#cell = [];
    const isEmpty = cell.every(({ text }) => text === '');
    if (isRowEnd || (this.#paragraphs.isEmpty && isEmpty && this.#row.length > 0)) this.#endRow();
    else this.#row.push(cell);
    if (this.#row.length >= MAX_CELLS) this.#endRow();
  }

  /** A row of a single cell frames paragraphs rather than being part of a table. */
  #endRow(): void {
    const row = this.#row;
    this.#row = [];
    if (row.length === 1) for (const { text, style } of row[0] ?? []) this.#flowParagraph(text, style);
    else this.#flow.row(row.map((cell) => cell.map(({ text }) => text).join('\n')));
  }

  #endTable(): void {
    if (this.#cell.length > 0) this.#row.push(this.#cell);
    this.#cell = [];
    if (this.#row.length > 0) this.#endRow();
    this.#flow.endTable();
  }

  #flowParagraph(text: string, style: number): void {
    const level = this.#styles.headingLevel(style);
    if (level === undefined || text.length > MAX_HEADING_CHARACTERS) this.#flow.paragraph(text);
    else this.#flow.heading(level, text);
  }
}
