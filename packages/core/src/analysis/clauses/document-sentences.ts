import type { ExtractedText, TextHeading } from '@elenchus/contracts/documents/extracted-text';
import { sentences, type TextRange } from '../../text/sentences.ts';
import { isContents } from './contents-lines.ts';

/** A sentence of a document as rules read it: exactly the text from `start` to `end`. */
export interface DocumentSentence extends TextRange {
  /** Lower case, single blanks, straight quotation marks, plain hyphens; an item of a list after its lead. */
  readonly words: string;
  /** The words that lead a list ("The Distributor shall not:") of which this is an item. */
  readonly lead: TextRange | null;
  /** The heading above it. */
  readonly heading: TextHeading | null;
}

/** Longer sentences, lists of items as a rule, are cut at semicolons, commas or blanks. */
const longestSentence = 800;
const shortestPart = 200;
const longestLead = 300;
const listItem = /^(?:\(?[a-z0-9]{1,4}[).]|[•·▪*-]\s|\d+(?:\.\d+)+\s|\p{Ll})/u;

/**
 * The sentences inside of `ranges` (in order, none overlapping), headings and tables of contents left out; a sentence
 * of more than 800 characters comes in parts. Linear in the length of the ranges.
 */
export function documentSentences(text: ExtractedText, ranges: readonly TextRange[]): DocumentSentence[] {
  const found: DocumentSentence[] = [];
  for (const { heading, start, end } of sections(text, ranges)) {
    let lead: { range: TextRange; words: string } | null = null;
    for (const sentence of sentences(text.text, start, end)) {
      for (const range of parts(text.text, sentence)) {
        const content = text.text.slice(range.start, range.end);
        if (isContents(content)) continue;
        const own = plainWords(content);
        if (!listItem.test(content)) lead = null;
        const words: string = lead === null ? own : `${lead.words} ${own}`;
        found.push({ ...range, words, lead: lead?.range ?? null, heading });
        if (content.endsWith(':') && words.length <= longestLead) lead = { range, words };
      }
    }
  }
  return found;
}

/** Lower case, single blanks, straight quotation marks, plain hyphens. */
export function plainWords(text: string): string {
  const lower = text.replace(/\s+/g, ' ').toLowerCase();
  if (!/[\u00ad\u2010-\u201f]/.test(lower)) return lower;
  return lower
    .replaceAll('\u00ad', '')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[\u2018-\u201b]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"');
}

interface Section extends TextRange {
  readonly heading: TextHeading | null;
}

function sections({ headings }: ExtractedText, ranges: readonly TextRange[]): Section[] {
  const found: Section[] = [];
  let next = 0;
  let heading: TextHeading | null = null;
  for (const range of ranges) {
    let start = range.start;
    for (let each = headings[next]; each !== undefined && each.start < range.end; each = headings[next]) {
      if (each.start > start) found.push({ heading, start, end: each.start });
      start = Math.max(start, each.end);
      heading = each;
      next += 1;
    }
    if (start < range.end) found.push({ heading, start, end: range.end });
  }
  return found;
}

function* parts(text: string, { start, end }: TextRange): Generator<TextRange> {
  let from = start;
  while (end - from > longestSentence) {
    const to = partEnd(text, from);
    yield { start: from, end: to };
    from = to;
    while (from < end && /\s/.test(text.charAt(from))) from += 1;
  }
  if (end > from) yield { start: from, end };
}

function partEnd(text: string, from: number): number {
  const least = from + shortestPart;
  const most = from + longestSentence;
  for (const border of [';', ',', ' ', '\n']) {
    const at = text.lastIndexOf(border, most - 1);
    if (at >= least) return border === ';' || border === ',' ? at + 1 : at;
  }
  return most;
}
