import { append, type Block, blockText } from './block.ts';

/** A cell with more text than this, in several paragraphs, is laid out as text instead of on a line. */
const MAX_LINE_CELL_CHARACTERS = 400;
const MAX_COLUMNS = 256;

/** A row while it is read: its cells and the columns that they leave out. */
export class TableRow {
  readonly #cells: (readonly Block[])[] = [];

  /** `span` is the number of columns that the cell takes. */
  addCell(blocks: readonly Block[], span: number): void {
    this.#cells.push(blocks);
    this.skipColumns(span - 1);
  }

  skipColumns(count: number): void {
    for (let skipped = 0; skipped < count && this.#cells.length < MAX_COLUMNS; skipped += 1)
      this.#cells.push([]);
  }

  /**
   * The row as one line, or its cells one after the other when a line would lose their structure: a cell that
   * holds a table or several paragraphs of long text, or one filled cell alone with more than a plain paragraph.
   */
  blocks(): Block[] {
    const filled = this.#cells.filter((cell) => cell.length > 0);
    const [only] = filled.length === 1 ? filled : [];
    const isText = filled.some(isLayout) || (only && (only.length > 1 || only[0]?.kind === 'heading'));
    if (!isText) return [{ kind: 'row', cells: this.#cells.map((cell) => cell.map(blockText).join('\n')) }];
    const blocks: Block[] = [];
    for (const cell of filled) append(blocks, cell);
    return blocks;
  }
}

function isLayout(cell: readonly Block[]): boolean {
  if (cell.some(({ kind }) => kind === 'row')) return true;
  if (cell.length < 2) return false;
  return cell.reduce((length, block) => length + blockText(block).length, 0) > MAX_LINE_CELL_CHARACTERS;
}
