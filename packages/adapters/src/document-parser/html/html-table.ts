import type { Attributes } from './html-tokens.ts';
import type { TextBlock } from './text-block.ts';

/** Cells that hold several blocks or lines fit into a row of text as long as they are this short. */
const MAX_CHARACTERS_OF_LINES = 300;
/** Wider spans are hostile or meant as "all columns". */
const MAX_SPAN = 32;
const MAX_PLACED_COLUMNS = 64;

type Cell = readonly TextBlock[];

/** Stands where a cell spans further columns or rows. */
const spanned: Cell = [];

/** A table as it is being read. */
export class HtmlTable {
  readonly #rows: Cell[][] = [];
  #row: Cell[] | undefined;
  /** For each column, in how many further rows a cell from above covers it. */
  readonly #covered: number[] = [];

  endRow(): void {
    if (this.#row === undefined) return;
    for (let column = this.#row.length; column < this.#covered.length; column += 1) {
      this.#covered[column] = Math.max(0, (this.#covered[column] ?? 0) - 1);
    }
    this.#row = undefined;
  }

  /** Begins a cell, in a new row if none is open; what is put into the array returned is the cell's content. */
  openCell(attributes: Attributes): TextBlock[] {
    if (this.#row === undefined) {
      this.#row = [];
      this.#rows.push(this.#row);
    }
    const row = this.#row;
    while ((this.#covered[row.length] ?? 0) > 0) {
      this.#covered[row.length] = (this.#covered[row.length] ?? 0) - 1;
      row.push(spanned);
    }
    const cell: TextBlock[] = [];
    const rowSpan = span(attributes.get('rowspan'), 65_534);
    // Nothing stands out of line for want of further columns in a table as wide as that.
    const columns = row.length < MAX_PLACED_COLUMNS ? span(attributes.get('colspan'), MAX_SPAN) : 1;
    for (let column = 0; column < columns; column += 1) {
      if (row.length < MAX_PLACED_COLUMNS) this.#covered[row.length] = rowSpan - 1;
      row.push(column === 0 ? cell : spanned);
    }
    return cell;
  }

  /**
   * The table as text. A row whose cells are short or hold one paragraph each becomes a line; a row with
   * headings, other tables or longer text in several blocks, and a table with a single column, which are there
   * for the layout, are read cell after cell.
   */
  blocks(): TextBlock[] {
    const used = this.#usedColumns();
    const blocks: TextBlock[] = [{ kind: 'end-of-table' }];
    for (const row of this.#rows) {
      if (used.size > 1 && row.every(fitsIntoRow)) {
        // Columns that are empty all over are there for the spacing.
        const cells = row.filter((_, column) => used.has(column));
        blocks.push({ kind: 'row', cells: cells.map((cell) => cell.map(textOf).join(' ')) });
      } else {
        for (const cell of row) for (const block of cell) blocks.push(block);
      }
    }
    blocks.push({ kind: 'end-of-table' });
    return blocks;
  }

  #usedColumns(): ReadonlySet<number> {
    const used = new Set<number>();
    for (const row of this.#rows) {
      for (const [column, cell] of row.entries()) if (cell.length > 0) used.add(column);
    }
    return used;
  }
}

function span(value: string | undefined, max: number): number {
  const number = /^\s*\+?(\d{1,6})/.exec(value ?? '')?.[1];
  return Math.min(Math.max(Number(number ?? 1), 1), max);
}

function fitsIntoRow(cell: readonly TextBlock[]): boolean {
  if (!cell.every(({ kind }) => kind === 'paragraph')) return false;
  const texts = cell.map(textOf);
  const isOneLine = texts.length <= 1 && !texts[0]?.includes('\n');
  return isOneLine || texts.reduce((sum, text) => sum + text.length, 0) <= MAX_CHARACTERS_OF_LINES;
}

function textOf(block: TextBlock): string {
  return block.kind === 'paragraph' ? block.text : '';
}
