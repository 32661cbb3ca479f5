import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { FlowText } from '../flow-text.ts';
import { type Block, blockText, writeBlocks } from './block.ts';
import { tooMuchText } from './inline-reader.ts';
import type { Deletion, Story, StorySection } from './story.ts';

/** The stories of a document as far as it has them. */
export interface DocumentStories {
  readonly body: Story;
  readonly headers: readonly Story[];
  readonly footers: readonly Story[];
  readonly footnotes: Story;
  readonly endnotes: Story;
  readonly comments: Story;
}

/**
 * The whole text: headers, body, footers, footnotes, endnotes, comments and what tracked changes have deleted.
 * A header that several sections or pages share stands once.
 */
export function writeDocument(stories: DocumentStories): ExtractedText {
  const { body, headers, footers, footnotes, endnotes, comments } = stories;
  const flow = new FlowText();
  writeDistinct(flow, headers);
  writeBlocks(flow, body.blocks);
  writeDistinct(flow, footers);
  writeSections(flow, referenced(footnotes, body.footnotes), (_, index) => `Footnote ${index + 1}: `);
  writeSections(flow, referenced(endnotes, body.endnotes), (_, index) => `Endnote ${index + 1}: `);
  writeSections(flow, comments.sections, commentLabel);
  writeDeletions(
    flow,
    [body, ...headers, ...footers, footnotes, endnotes].flatMap(({ deletions }) => deletions),
  );
  if (flow.isTooLarge) throw tooMuchText();
  return flow.build();
}

function writeDistinct(flow: FlowText, stories: readonly Story[]): void {
  const seen = new Set<string>();
  for (const { blocks } of stories) {
    const text = blocks.map(blockText).join('\n');
    if (!seen.has(text)) writeBlocks(flow, blocks);
    seen.add(text);
  }
}

/** Notes in the order of their marks in the text; a note without a mark does not show. */
function referenced(story: Story, ids: ReadonlySet<string>): StorySection[] {
  const sections = new Map(story.sections.map((section) => [section.id, section]));
  return [...ids].map((id) => sections.get(id)).filter((section) => section !== undefined);
}

function writeSections(
  flow: FlowText,
  sections: readonly StorySection[],
  label: (section: StorySection, index: number) => string,
): void {
  for (const [index, section] of sections.entries()) {
    const [first, ...rest] = section.blocks;
    if (!first) continue;
    const head = label(section, index);
    const opening: Block[] =
      first.kind === 'row' || first.kind === 'table-end'
        ? [{ kind: 'paragraph', text: head }, first]
        : [{ kind: 'paragraph', text: head + first.text }];
    writeBlocks(flow, [...opening, ...rest]);
  }
}

function commentLabel({ author, date }: StorySection): string {
  const day = /^\d{4}-\d\d-\d\d/.exec(date)?.[0];
  return `Comment${author.trim() === '' ? '' : ` by ${author.trim()}`}${day ? ` (${day})` : ''}: `;
}

function writeDeletions(flow: FlowText, deletions: readonly Deletion[]): void {
  const shown = deletions.filter(({ text }) => text.trim() !== '');
  if (shown.length === 0) return;
  flow.paragraph('Deleted text (tracked changes):');
  for (const { author, text } of shown) {
    flow.paragraph(author.trim() === '' ? text.trim() : `${author.trim()}: ${text.trim()}`);
  }
}
