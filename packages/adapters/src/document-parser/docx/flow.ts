import { append, type Block } from './block.ts';
import type { Field } from './field.ts';
import type { ListCounter } from './list-counter.ts';
import { openParagraph, type Paragraph, paragraphBlock } from './paragraph.ts';
import type { StyleSheet } from './style-sheet.ts';

/** Text that runs on its own: the body, a cell, a text box, a note. Puts paragraphs together into blocks. */
export class Flow {
  readonly blocks: Block[] = [];
  readonly fields: Field[] = [];
  readonly isCell: boolean;
  readonly #styles: StyleSheet;
  readonly #counter: ListCounter;
  #paragraph: Paragraph | undefined;
  /** Text of paragraphs whose mark was deleted, waiting for the one that they now belong to. */
  #carried = '';

  constructor(styles: StyleSheet, counter: ListCounter, isCell: boolean) {
    this.#styles = styles;
    this.#counter = counter;
    this.isCell = isCell;
  }

  /** The paragraph that is open now. */
  get paragraph(): Paragraph | undefined {
    return this.#paragraph;
  }

  open(): void {
    this.#closeImplicit();
    this.#paragraph = openParagraph(this.#paragraph, false);
  }

  close(): void {
    this.#closeImplicit();
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    this.#paragraph = paragraph.outer;
    const text = this.#carried + paragraph.parts.join('');
    this.#carried = paragraph.isJoined ? text : '';
    if (!paragraph.isJoined) this.#add(paragraph, text);
    append(this.blocks, paragraph.attached);
    const field = this.fields.at(-1);
    if (field?.dropped) field.dropped += '\n';
  }

  addText(text: string): void {
    this.#paragraph ??= openParagraph(undefined, true);
    this.#paragraph.parts.push(text);
  }

  /** Adds what stands beside the text: a text box, a chart. */
  attach(blocks: readonly Block[]): void {
    append(this.#paragraph?.attached ?? this.blocks, blocks);
  }

  /** Adds blocks in their place, as the rows of a table. */
  insert(blocks: readonly Block[]): void {
    this.#closeImplicit();
    this.#flushCarried();
    append(this.blocks, blocks);
  }

  /** Closes what is still open. A field that never ends shows what stood in it, so that no text is lost. */
  end(): readonly Block[] {
    while (this.#paragraph) this.close();
    this.#flushCarried();
    for (const { dropped } of this.fields) {
      for (const text of dropped.split('\n')) this.#push(paragraphBlock(text, undefined));
    }
    return this.blocks;
  }

  #add(paragraph: Paragraph, text: string): void {
    const { styleId, listId, listLevel, outlineLevel } = paragraph;
    // Empty paragraphs of a list are counted too, but a number alone says something only in a cell.
    const label = this.#counter.next({ styleId, listId, listLevel });
    const isBlank = text.trim() === '';
    const style = styleId ?? this.#styles.defaultParagraphStyle;
    const level =
      outlineLevel === undefined
        ? this.#styles.headingLevel(style)
        : outlineLevel < 9
          ? outlineLevel + 1
          : undefined;
    if (!isBlank || this.isCell)
      this.#push(paragraphBlock(label + text.trimStart(), isBlank ? undefined : level));
  }

  #push(block: Block | undefined): void {
    if (block) this.blocks.push(block);
  }

  #flushCarried(): void {
    this.#push(paragraphBlock(this.#carried, undefined));
    this.#carried = '';
  }

  #closeImplicit(): void {
    if (!this.#paragraph?.isImplicit) return;
    const text = this.#paragraph.parts.join('');
    const { attached } = this.#paragraph;
    this.#paragraph = undefined;
    this.#push(paragraphBlock(text, undefined));
    append(this.blocks, attached);
  }
}
