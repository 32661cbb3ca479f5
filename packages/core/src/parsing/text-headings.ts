import type { TextHeading } from '@elenchus/contracts/documents/extracted-text';
import { type HeadingCandidate, headingCandidate } from './heading-line.ts';
import type { TextLine } from './text-lines.ts';

/** A line with how it is printed, where the format tells. */
export interface StyledLine extends TextLine {
  readonly fontSizePoints?: number;
  readonly bold?: boolean;
}

interface Found extends HeadingCandidate {
  readonly index: number;
  readonly line: StyledLine;
}

/** A title in capitals that comes back this often is a running header. */
const RUNNING_HEADER_REPEATS = 3;
/** So many headings in adjacent lines, without a word between them, are a table of contents or a list. */
const LIST_LENGTH = 4;
const LARGER_THAN_BODY = 1.15;

/**
 * The headings of a text without markup, in order: divisions, numbered clauses with a title, lines in capitals,
 * for printed pages helped by type size and weight. Made to miss a heading rather than to invent one.
 */
export function textHeadings(lines: readonly StyledLine[]): TextHeading[] {
  const bodySize = usualSize(lines);
  const found: Found[] = [];
  for (const [index, line] of lines.entries()) {
    const candidate = headingCandidate(line.text);
    if (candidate !== undefined && standsOut(candidate, lines, index, bodySize)) {
      found.push({ ...candidate, index, line });
    }
  }
  const kept = withoutRunningHeaders(withoutLists(found, lines));
  const divided = kept.some(({ kind, line }) => kind === 'division' && /^\s*article/i.test(line.text));
  return kept.map((heading) => toHeading(heading, divided));
}

function standsOut(
  candidate: HeadingCandidate,
  lines: readonly StyledLine[],
  index: number,
  bodySize: number | undefined,
): boolean {
  const previous = lines[index - 1]?.text.trim() ?? '';
  const next = lines[index + 1]?.text.trim() ?? '';
  const line = lines[index];
  const following = next === '' ? (lines[index + 2]?.text.trim() ?? '') : next;
  const opensParagraph = previous === '' || /[.;:!?)”"]$/.test(previous);
  const emphasised =
    line?.bold === true || (line?.fontSizePoints ?? 0) > (bodySize ?? Infinity) * LARGER_THAN_BODY;
  if (candidate.kind === 'capitals')
    return next === '' && previous === '' ? true : emphasised && previous === '';
  if (!opensParagraph && !emphasised) return false;
  if (candidate.runIn) return true;
  return !/^\p{Ll}/u.test(following) && !isSibling(candidate, headingCandidate(next));
}

/** Numbered lines of one depth right below each other are items of a list. */
function isSibling(one: HeadingCandidate, other: HeadingCandidate | undefined): boolean {
  return one.kind === 'numbered' && other?.kind === 'numbered' && one.depth === other.depth && !other.runIn;
}

/** The size in which most characters are set. */
function usualSize(lines: readonly StyledLine[]): number | undefined {
  const characters = new Map<number, number>();
  for (const { fontSizePoints, text } of lines) {
    if (fontSizePoints !== undefined) {
      characters.set(fontSizePoints, (characters.get(fontSizePoints) ?? 0) + text.length);
    }
  }
  return [...characters].sort((one, other) => other[1] - one[1])[0]?.[0];
}

function withoutLists(found: readonly Found[], lines: readonly StyledLine[]): Found[] {
  const runs: Found[][] = [];
  for (const heading of found) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const adjacent =
      last !== undefined &&
      !last.runIn &&
      lines.slice(last.index + 1, heading.index).every(({ text }) => text.trim() === '');
    if (adjacent) run?.push(heading);
    else runs.push([heading]);
  }
  return runs.filter((run) => run.length < LIST_LENGTH).flat();
}

function withoutRunningHeaders(found: readonly Found[]): Found[] {
  const repeats = new Map<string, number>();
  for (const heading of found) repeats.set(key(heading), (repeats.get(key(heading)) ?? 0) + 1);
  const seen = new Set<string>();
  return found.filter((heading) => {
    const isRepeat = seen.has(key(heading));
    seen.add(key(heading));
    if (heading.kind === 'capitals') return (repeats.get(key(heading)) ?? 0) < RUNNING_HEADER_REPEATS;
    return heading.kind !== 'division' || !isRepeat;
  });
}

function key({ line }: Found): string {
  return line.text.trim().replace(/\s+/g, ' ');
}

function toHeading({ kind, depth, length, line }: Found, divided: boolean): TextHeading {
  const title = line.text.slice(0, length).trim().replace(/\s+/g, ' ');
  const start = line.start + (line.text.length - line.text.trimStart().length);
  // Below articles a clause "4." stands as deep as a clause "4.1" does.
  const level = kind === 'division' ? 1 : divided ? Math.max(2, depth) : depth;
  return { start, end: line.start + length, level, title };
}
