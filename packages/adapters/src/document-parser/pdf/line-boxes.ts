import { cleanLength } from './clean-text.ts';
import { asFractions, type PageGeometry, type Rectangle, toShownRectangle, union } from './page-geometry.ts';
import { type Pdfium, withMemory } from './pdfium-library.ts';

/** A run of text on a line, in fractions of the page; offsets count from the start of the line's cleaned text. */
export interface LineBox extends Rectangle {
  readonly start: number;
  readonly end: number;
}

/** Pieces further apart than so many line heights are boxes of their own (columns, cells of a table). */
const MAX_GAP_IN_HEIGHTS = 2;
const MAX_UNION_IN_HEIGHTS = 2;
const DOUBLE_BYTES = 8;

/** Boxes for a raw line of pdfium's text: one for the line, or one for each of its distant pieces. */
export function lineBoxes(
  library: Pdfium,
  textPage: number,
  geometry: PageGeometry,
  raw: string,
  rawStart: number,
): LineBox[] {
  const trimmedEnd = raw.trimEnd().length;
  const start = raw.search(/\S/);
  const rectangles = rectanglesOf(library, textPage, geometry, rawStart + start, rawStart + trimmedEnd);
  const isOneRun = rectangles.every(
    (one, index) => index === 0 || areNear(rectangles[index - 1] ?? one, one),
  );
  if (isOneRun) return toBox(geometry, raw, start, trimmedEnd, rectangles);
  return wordRuns(library, textPage, geometry, raw, rawStart).flatMap((run) =>
    toBox(geometry, raw, run.start, run.end, run.rectangles),
  );
}

interface Run {
  readonly start: number;
  end: number;
  readonly rectangles: Rectangle[];
}

function wordRuns(
  library: Pdfium,
  textPage: number,
  geometry: PageGeometry,
  raw: string,
  rawStart: number,
): Run[] {
  const runs: Run[] = [];
  for (const word of raw.matchAll(/\S+/g)) {
    const end = word.index + word[0].length;
    const rectangles = rectanglesOf(library, textPage, geometry, rawStart + word.index, rawStart + end);
    const run = runs.at(-1);
    const last = run?.rectangles.at(-1);
    const [first] = rectangles;
    const joins =
      run !== undefined &&
      (last === undefined || first === undefined || areNear(union(run.rectangles), first));
    if (joins) {
      run.end = end;
      run.rectangles.push(...rectangles);
    } else {
      runs.push({ start: word.index, end, rectangles });
    }
  }
  return runs;
}

/** Whether two pieces stand beside each other on one line, read either way or turned. */
function areNear(one: Rectangle, other: Rectangle): boolean {
  const both = union([one, other]);
  const across = beside(one.x, one.width, other.x, other.width);
  const down = beside(one.y, one.height, other.y, other.height);
  const height = Math.max(one.height, other.height);
  const width = Math.max(one.width, other.width);
  const onOneRow = both.height <= height * MAX_UNION_IN_HEIGHTS && across <= height * MAX_GAP_IN_HEIGHTS;
  const onOneColumn = both.width <= width * MAX_UNION_IN_HEIGHTS && down <= width * MAX_GAP_IN_HEIGHTS;
  return onOneRow || (onOneColumn && down > 0 && one.height > one.width);
}

function beside(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.max(0, otherStart - (start + length), start - (otherStart + otherLength));
}

function toBox(
  geometry: PageGeometry,
  raw: string,
  start: number,
  end: number,
  rectangles: readonly Rectangle[],
): LineBox[] {
  if (rectangles.length === 0) return [];
  const cleanStart = cleanLength(raw.slice(0, start));
  const cleanEnd = cleanStart + cleanLength(raw.slice(start, end));
  return cleanEnd === cleanStart
    ? []
    : [{ start: cleanStart, end: cleanEnd, ...asFractions(geometry, union(rectangles)) }];
}

function rectanglesOf(
  library: Pdfium,
  textPage: number,
  geometry: PageGeometry,
  textStart: number,
  textEnd: number,
): Rectangle[] {
  // Offsets in the text and character indices differ where pdfium holds characters that it does not give out.
  const from = library.FPDFText_GetCharIndexFromTextIndex(textPage, textStart);
  const to = library.FPDFText_GetCharIndexFromTextIndex(textPage, textEnd - 1) + 1;
  const count = library.FPDFText_CountRects(textPage, from, to - from);
  const rectangles: Rectangle[] = [];
  withMemory(library, 4 * DOUBLE_BYTES, (buffer) => {
    const at = buffer / DOUBLE_BYTES;
    for (let index = 0; index < count; index += 1) {
      library.FPDFText_GetRect(textPage, index, buffer, buffer + 8, buffer + 16, buffer + 24);
      const { HEAPF64: doubles } = library.pdfium;
      const [left = 0, top = 0] = [doubles[at], doubles[at + 1]];
      const [right = 0, bottom = 0] = [doubles[at + 2], doubles[at + 3]];
      rectangles.push(toShownRectangle(geometry, { left, top, right, bottom }));
    }
  });
  return rectangles;
}
