import type { TextBox } from '@elenchus/contracts/documents/extracted-text';

/** A page's text; the offsets of the boxes count from the start of the page. */
export interface PageText {
  readonly text: string;
  readonly boxes: readonly TextBox[];
}

/** A line of a page; the offsets of the boxes count from the start of the line. */
export interface PageLine {
  readonly text: string;
  readonly boxes: readonly TextBox[];
  readonly opensParagraph: boolean;
}

/** The lines of a page; a blank line tells that the next one opens a paragraph. */
export function linesOfPage({ text, boxes }: PageText): PageLine[] {
  const lines: PageLine[] = [];
  let start = 0;
  let opensParagraph = true;
  let next = 0;
  const ordered = boxes.toSorted((one, other) => one.start - other.start);
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const own: TextBox[] = [];
    for (; next < ordered.length && (ordered[next]?.start ?? end) <= end; next += 1) {
      const box = ordered[next];
      if (box !== undefined && box.start >= start && box.end <= end) own.push(shifted(box, -start));
    }
    if (line.trim() !== '') lines.push({ text: line, boxes: own, opensParagraph });
    opensParagraph = line.trim() === '';
    start = end + 1;
  }
  return lines;
}

/** The text of lines: one below the other, a blank line before each that opens a paragraph. */
export function pageOfLines(lines: readonly PageLine[]): PageText {
  let text = '';
  const boxes: TextBox[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0) text += line.opensParagraph ? '\n\n' : '\n';
    for (const box of line.boxes) boxes.push(shifted(box, text.length));
    text += line.text;
  }
  return { text, boxes };
}

/** The same box in a text that begins elsewhere. */
export function shifted<Range extends { readonly start: number; readonly end: number }>(
  range: Range,
  by: number,
): Range {
  return { ...range, start: range.start + by, end: range.end + by };
}
