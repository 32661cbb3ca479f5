import type { TextHeading } from '@elenchus/contracts/documents/extracted-text';
import { type TextLine, textLines } from './text-lines.ts';

/** ATX and setext headings outside fenced code (CommonMark 4.2, 4.3 and 4.5), in order of the text. */
export function markdownHeadings(text: string): TextHeading[] {
  const headings: TextHeading[] = [];
  let fence: string | undefined;
  // The lines of the paragraph so far: only a paragraph of one line is taken for a setext title, since "---" below
  // a longer one is far more often meant as a rule.
  let paragraph: TextLine[] = [];
  let inFrontMatter = false;
  for (const line of textLines(text)) {
    // A block between "---" lines at the very top is metadata, as static site generators use it.
    if (line.start === 0 && /^---[ \t]*$/.test(line.text)) {
      inFrontMatter = /\n---[ \t]*\r?(?:\n|$)/.test(text);
      if (inFrontMatter) continue;
    }
    if (inFrontMatter) {
      inFrontMatter = !/^---[ \t]*$/.test(line.text);
      continue;
    }
    const marker = /^ {0,3}(`{3,}|~{3,})(.*)$/s.exec(line.text);
    if (fence !== undefined) {
      if (marker?.[1]?.startsWith(fence) && marker[2]?.trim() === '') fence = undefined;
      paragraph = [];
      continue;
    }
    if (marker?.[1] !== undefined && !(marker[1].startsWith('`') && marker[2]?.includes('`'))) {
      fence = marker[1];
      paragraph = [];
      continue;
    }
    const heading = atxHeading(line) ?? setextHeading(paragraph, line);
    if (heading !== undefined && heading.title !== '') headings.push(heading);
    paragraph = heading === undefined && isParagraphLine(line.text) ? [...paragraph.slice(-1), line] : [];
  }
  return headings;
}

function atxHeading(line: TextLine): TextHeading | undefined {
  const match = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/s.exec(line.text);
  if (match?.[1] === undefined) return undefined;
  const title = withoutClosingMarks(match[2] ?? '');
  return { start: line.start, end: line.end, level: match[1].length, title };
}

/** A closing run of "#" counts only behind a space. */
function withoutClosingMarks(title: string): string {
  const trimmed = title.trim();
  let end = trimmed.length;
  while (end > 0 && trimmed[end - 1] === '#') end -= 1;
  if (end === 0) return '';
  return /[ \t]/.test(trimmed[end - 1] ?? '') ? trimmed.slice(0, end).trim() : trimmed;
}

function setextHeading(paragraph: readonly TextLine[], underline: TextLine): TextHeading | undefined {
  const [title, second] = paragraph;
  if (title === undefined || second !== undefined) return undefined;
  if (!/^ {0,3}(?:=+|-+)[ \t]*$/.test(underline.text)) return undefined;
  const level = underline.text.includes('=') ? 1 : 2;
  return { start: title.start, end: underline.end, level, title: title.text.trim() };
}

/** Whether a line can be the text over a setext underline: no blank, list, quotation, table or indented code. */
function isParagraphLine(line: string): boolean {
  return (
    line.trim() !== '' &&
    !/^(?: {4}|\t| {0,3}(?:>|[-+*](?:[ \t]|$)|\d{1,9}[.)][ \t]|\||[-_*=]{2}))/.test(line)
  );
}
