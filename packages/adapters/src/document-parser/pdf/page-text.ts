import { cleanText } from './clean-text.ts';
import { type LineBox, lineBoxes } from './line-boxes.ts';
import { type PageGeometry, toShownPoint } from './page-geometry.ts';
import { type Pdfium, withMemory } from './pdfium-library.ts';
import { hasRightToLeft, inReadingOrder, runsFromRight } from './reading-order.ts';

/** A line as the page shows it; box offsets count from the line's start. */
export interface PageLine {
  readonly text: string;
  readonly boxes: readonly LineBox[];
  readonly fontSizePoints: number;
  readonly bold: boolean;
  /** Distance of the baseline from the page's top, in points. */
  readonly baselinePoints: number;
}

/** pdfium puts this in place of a hyphen and the line break behind it. */
const HYPHEN_AT_LINE_END = '\ufffe';
const BOLD_FONT = /bold|black|heavy|demi/i;
const FONT_NAME_BYTES = 128;

/**
 * The lines of a page in the order of its text layer, from pdfium's text page and its `rawText`; `isFromRight`
 * where the document says that it reads from right to left.
 */
export function pageLines(
  library: Pdfium,
  textPage: number,
  geometry: PageGeometry,
  text: string,
  isFromRight: boolean,
): PageLine[] {
  const lines: PageLine[] = [];
  const boundary = /\r\n?|\n|\ufffe/g;
  let start = 0;
  while (start < text.length) {
    const found = boundary.exec(text);
    const end = found?.index ?? text.length;
    const isHyphen = found?.[0] === HYPHEN_AT_LINE_END && isHyphenAt(library, textPage, end);
    // A glyph without a character shows up as the same code, but breaks no line.
    if (found?.[0] === HYPHEN_AT_LINE_END && !isHyphen) continue;
    const raw = text.slice(start, end) + (isHyphen ? '-' : '');
    const line = readLine(library, textPage, geometry, raw, start);
    lines.push({ ...line, text: orderedText(line, isFromRight) });
    start = found === null ? text.length : boundary.lastIndex;
  }
  return lines;
}

/** A page's text as pdfium gives it out: with control characters, and U+FFFE for hyphens and unknown glyphs. */
export function rawText(library: Pdfium, textPage: number): string {
  const characters = library.FPDFText_CountChars(textPage);
  if (characters <= 0) return '';
  return withMemory(library, (characters + 1) * 2, (buffer) => {
    const written = library.FPDFText_GetText(textPage, 0, characters, buffer);
    const units = library.pdfium.HEAPU8.buffer;
    return Buffer.from(units, buffer, Math.max(0, written - 1) * 2).toString('utf16le');
  });
}

function isHyphenAt(library: Pdfium, textPage: number, textIndex: number): boolean {
  const index = library.FPDFText_GetCharIndexFromTextIndex(textPage, textIndex);
  return library.FPDFText_IsHyphen(textPage, index) === 1;
}

function readLine(
  library: Pdfium,
  textPage: number,
  geometry: PageGeometry,
  raw: string,
  rawStart: number,
): PageLine {
  const text = cleanText(raw).trimEnd();
  const first = raw.search(/\S/);
  if (text === '' || first === -1)
    return { text: '', boxes: [], fontSizePoints: 0, bold: false, baselinePoints: 0 };
  const firstIndex = library.FPDFText_GetCharIndexFromTextIndex(textPage, rawStart + first);
  return {
    text,
    boxes: lineBoxes(library, textPage, geometry, raw, rawStart),
    ...printedAs(library, textPage, geometry, firstIndex),
  };
}

/** Pieces that stand apart keep their places, and so the boxes theirs. */
function orderedText({ text, boxes }: PageLine, isDocumentFromRight: boolean): string {
  if (!isDocumentFromRight && !hasRightToLeft(text)) return text;
  const isFromRight = isDocumentFromRight || runsFromRight(text);
  const starts = [0, ...boxes.slice(1).map(({ start }) => start)];
  return starts
    .map((start, index) => inReadingOrder(text.slice(start, starts[index + 1]), isFromRight))
    .join('');
}

function printedAs(library: Pdfium, textPage: number, geometry: PageGeometry, index: number) {
  return withMemory(library, FONT_NAME_BYTES, (buffer) => {
    const doubles = () => library.pdfium.HEAPF64.subarray(buffer / 8, buffer / 8 + 2);
    library.FPDFText_GetCharOrigin(textPage, index, buffer, buffer + 8);
    const [x = 0, y = 0] = doubles();
    const [, baselinePoints] = toShownPoint(geometry, x, y);
    library.FPDFText_GetMatrix(textPage, index, buffer);
    const [, , c = 0, d = 1] = library.pdfium.HEAPF32.subarray(buffer / 4, buffer / 4 + 4);
    const fontSizePoints =
      Math.round(library.FPDFText_GetFontSize(textPage, index) * Math.hypot(c, d) * 10) / 10;
    const nameBytes = library.FPDFText_GetFontInfo(textPage, index, buffer, FONT_NAME_BYTES, 0);
    const name = library.pdfium.HEAPU8.subarray(buffer, buffer + Math.min(nameBytes, FONT_NAME_BYTES));
    const bold = BOLD_FONT.test(String.fromCharCode(...name));
    return { fontSizePoints, bold, baselinePoints };
  });
}
