import type { ExtractedText, TextHeading, TextPage } from '@elenchus/contracts/documents/extracted-text';
import type { UnreadPage } from '../parsing/parser-port.ts';
import { type StyledLine, textHeadings } from '../parsing/text-headings.ts';
import { mergeReading } from './merge-reading.ts';
import type { OcrReading } from './ocr-port.ts';
import { type PageText, shifted } from './page-text.ts';

/**
 * The whole text of a document after OCR: pages with a reading (by page number) are merged with it, the others stay as they
 * are, and all offsets are counted anew. Pages are parted by one newline; a page to which OCR gave text
 * has the source `ocr`, one of which nothing could be read `unread`.
 */
export function assembleText(
  extracted: ExtractedText,
  readings: ReadonlyMap<number, OcrReading>,
  unread: readonly UnreadPage[],
): ExtractedText {
  const reasons = new Map(unread.map(({ page, reason }) => [page, reason]));
  const pages: TextPage[] = [];
  const headings: TextHeading[] = [];
  const lines: StyledLine[] = [];
  let text = '';
  for (const page of extracted.pages) {
    if (pages.length > 0) text += '\n';
    const start = text.length;
    const layer = layerOf(extracted, page);
    const [reading, reason] = [readings.get(page.page), reasons.get(page.page)];
    const merged =
      reading === undefined || reason === undefined ? layer : mergeReading(layer, reading, reason);
    text += merged.text;
    const asIs = merged === layer && (reason === undefined || merged.text !== '');
    pages.push(toPage(page, merged, start, asIs));
    if (merged !== layer) lines.push(...linesWithOffsets(merged.text, start));
    else headings.push(...headingsOf(extracted, page).map((heading) => shifted(heading, start - page.start)));
  }
  const all = [...headings, ...textHeadings(lines)].sort((one, other) => one.start - other.start);
  return { text, pages, headings: all };
}

function layerOf({ text }: ExtractedText, { start, end, boxes = [] }: TextPage): PageText {
  return { text: text.slice(start, end), boxes: boxes.map((box) => shifted(box, -start)) };
}

function toPage(
  { page, source }: TextPage,
  { text, boxes }: PageText,
  start: number,
  isLayer: boolean,
): TextPage {
  const range = { page, start, end: start + text.length };
  if (text === '') return { ...range, source: isLayer ? source : 'unread' };
  return {
    ...range,
    source: isLayer ? source : 'ocr',
    boxes: boxes.map((box) => shifted(box, start)),
  };
}

function headingsOf({ headings }: ExtractedText, { start, end }: TextPage): TextHeading[] {
  return headings.filter((heading) => heading.start >= start && heading.end <= end);
}

/** The lines of a page, and an empty one in front: what opens a page opens a paragraph. */
function linesWithOffsets(text: string, start: number): StyledLine[] {
  const lines: StyledLine[] = [{ start, end: start, text: '' }];
  let at = start;
  for (const line of text.split('\n')) {
    lines.push({ start: at, end: at + line.length, text: line });
    at += line.length + 1;
  }
  return lines;
}
