import type { ExtractedText, TextHeading, TextPage } from '@elenchus/contracts/documents/extracted-text';
import { skipWhiteSpace, trimEnd } from '../text/characters.ts';
import { TextBorders } from './borders.ts';
import { cutAt, overlapStart } from './cut-points.ts';

/** A passage of a document: `content` is exactly the text from `start` to `end` (UTF-16 code units). */
export interface Chunk {
  readonly ordinal: number;
  readonly content: string;
  readonly start: number;
  readonly end: number;
  /** Pages of the first and of the last character. */
  readonly pageFrom: number;
  readonly pageTo: number;
  /** Titles of the headings in force at `start`, outermost first. */
  readonly headingPath: readonly string[];
}

export interface ChunkOptions {
  /** Hard maximum of a chunk's length in UTF-16 code units; at least 2. */
  readonly sizeChars: number;
  /** Most of what a chunk repeats from the one before; less than `sizeChars`. */
  readonly overlapChars: number;
}

export const defaultChunkOptions: ChunkOptions = { sizeChars: 800, overlapChars: 200 };

/**
 * Cuts a text into chunks that together cover all that is not white space: at a paragraph's end if one lies in
 * the later half of a chunk, else at a sentence's, else a word's, else between characters. Throws a RangeError
 * for sizes out of range.
 */
export function chunkText(extracted: ExtractedText, options: ChunkOptions = defaultChunkOptions): Chunk[] {
  const { sizeChars, overlapChars } = options;
  if (!(sizeChars >= 2 && overlapChars >= 0 && overlapChars < sizeChars)) {
    throw new RangeError('sizeChars must be at least 2 and overlapChars in 0..sizeChars-1');
  }
  const { text } = extracted;
  const textEnd = trimEnd(text, 0, text.length);
  const borders = new TextBorders(text, textEnd);
  const pageOf = pageFinder(extracted.pages);
  const lastPageOf = pageFinder(extracted.pages);
  const headingPathAt = headingFinder(extracted.headings);

  const chunks: Chunk[] = [];
  let start = skipWhiteSpace(text, 0, textEnd);
  let covered = start;
  while (covered < textEnd) {
    let end = cutAt(text, borders, { start, covered, textEnd, sizeChars });
    if (end === null) {
      // Nothing after the overlap fits whole: give the overlap up rather than cut a word.
      start = covered;
      end = cutAt(text, borders, { start, covered, textEnd, sizeChars }) ?? covered + 1;
    }
    chunks.push({
      ordinal: chunks.length,
      content: text.slice(start, end),
      start,
      end,
      pageFrom: pageOf(start),
      pageTo: lastPageOf(end - 1),
      headingPath: headingPathAt(start),
    });
    covered = skipWhiteSpace(text, end, textEnd);
    start = overlapStart(text, borders, start, end - overlapChars, end) ?? covered;
  }
  return chunks;
}

/** Looks up the page of offsets that never go down. */
function pageFinder(pages: readonly TextPage[]): (offset: number) => number {
  let index = 0;
  return (offset) => {
    while (index + 1 < pages.length && (pages[index + 1]?.start ?? Infinity) <= offset) index += 1;
    return pages[index]?.page ?? 1;
  };
}

/** Looks up the headings in force at offsets that never go down. */
function headingFinder(headings: readonly TextHeading[]): (offset: number) => readonly string[] {
  const open: TextHeading[] = [];
  let index = 0;
  let path: readonly string[] = [];
  return (offset) => {
    let heading = headings[index];
    if (heading === undefined || heading.start > offset) return path;
    while (heading !== undefined && heading.start <= offset) {
      while (open.length > 0 && (open.at(-1)?.level ?? 0) >= heading.level) open.pop();
      open.push(heading);
      index += 1;
      heading = headings[index];
    }
    path = open.map((each) => each.title);
    return path;
  };
}
