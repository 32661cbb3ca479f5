import type { Block } from './block.ts';

/** A heading longer than this is a clause that is numbered like one, not a title. */
const MAX_HEADING_CHARACTERS = 250;

/** A paragraph while it is read. */
export interface Paragraph {
  /** The paragraph around this one, in files that nest them. */
  readonly outer: Paragraph | undefined;
  /** Stands for text that is in no paragraph. */
  readonly isImplicit: boolean;
  readonly parts: string[];
  /** Text boxes, charts and the like that are anchored here; they follow the paragraph. */
  readonly attached: Block[];
  styleId: string | undefined;
  listId: string | undefined;
  listLevel: number | undefined;
  outlineLevel: number | undefined;
  /** The paragraph mark is a tracked deletion: the text runs on into the next paragraph. */
  isJoined: boolean;
}

export function openParagraph(outer: Paragraph | undefined, isImplicit: boolean): Paragraph {
  return {
    outer,
    isImplicit,
    parts: [],
    attached: [],
    styleId: undefined,
    listId: undefined,
    listLevel: undefined,
    outlineLevel: undefined,
    isJoined: false,
  };
}

/** Takes in a paragraph property; other elements change nothing. */
export function setParagraphProperty(paragraph: Paragraph, name: string, value: string | undefined): void {
  if (name === 'w:pStyle') paragraph.styleId = value;
  else if (name === 'w:numId') paragraph.listId = value;
  else if (name === 'w:ilvl') paragraph.listLevel = level(value);
  else if (name === 'w:outlineLvl') paragraph.outlineLevel = level(value);
  else if (name === 'w:del' || name === 'w:moveFrom') paragraph.isJoined = true;
}

/** The block that a paragraph's text becomes, or none for an empty one. */
export function paragraphBlock(text: string, headingLevel: number | undefined): Block | undefined {
  if (text.trim() === '') return undefined;
  if (headingLevel === undefined || text.length > MAX_HEADING_CHARACTERS) return { kind: 'paragraph', text };
  return { kind: 'heading', level: headingLevel, text };
}

function level(value: string | undefined): number {
  return Math.min(9, Math.max(0, Number.parseInt(value ?? '', 10) || 0));
}
