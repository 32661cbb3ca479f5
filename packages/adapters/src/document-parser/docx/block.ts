import type { FlowText } from '../flow-text.ts';

/** A piece of a story, in reading order. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'row'; readonly cells: readonly string[] }
  | { readonly kind: 'table-end' };

/** The text of a block on one line. */
export function blockText(block: Block): string {
  if (block.kind === 'table-end') return '';
  return block.kind === 'row' ? block.cells.join('\t') : block.text;
}

/** Adds blocks to a list that may be long, which spreading them into `push` cannot. */
export function append(list: Block[], blocks: readonly Block[]): void {
  for (const block of blocks) list.push(block);
}

export function writeBlocks(flow: FlowText, blocks: readonly Block[]): void {
  for (const block of blocks) {
    if (block.kind === 'paragraph') flow.paragraph(block.text);
    else if (block.kind === 'heading') flow.heading(block.level, block.text);
    else if (block.kind === 'row') flow.row(block.cells);
    else flow.endTable();
  }
  flow.endTable();
}
