import { FlowText } from '../flow-text.ts';

/** A piece of the text in its order; `end-of-table` says that the next row opens another table. */
export type TextBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'row'; readonly cells: readonly string[] }
  | { readonly kind: 'end-of-table' };

export function toFlowText(blocks: readonly TextBlock[]): FlowText {
  const flow = new FlowText();
  for (const block of blocks) {
    if (block.kind === 'paragraph') flow.paragraph(trimLines(block.text));
    else if (block.kind === 'heading') flow.heading(block.level, block.text);
    else if (block.kind === 'row') flow.row(block.cells);
    else flow.endTable();
  }
  return flow;
}

function trimLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
