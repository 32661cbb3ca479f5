import type { UnreadPage } from '../parsing/parser-port.ts';
import { garbledShare } from './garbled-text.ts';
import { legibleLines, meanConfidence } from './legible-lines.ts';
import type { OcrReading, OcrWord } from './ocr-port.ts';
import { linesOfPage, type PageLine, type PageText, pageOfLines } from './page-text.ts';

/** Below this mean confidence a reading is no better than a text layer that seems to be garbled. */
const TRUSTED_READING = 0.75;
/** A sound text layer holds most of the words that are read, a garbled one hardly any. */
const MIN_AGREEMENT = 0.5;
const WORD = /[\p{L}\p{N}]{3,}/gu;
/** Boxes hug the letters: so much of the page around them belongs to them. */
const MARGIN = 0.003;

/**
 * A page's text from its text layer and what OCR read of it; the layer itself where the reading adds nothing. On an
 * `unread` page the lines of the layer stay, and words read outside of their boxes come in between by
 * height. On a `garbled` one the reading replaces the layer if it is trusted and clearly the better text.
 */
export function mergeReading(layer: PageText, reading: OcrReading, reason: UnreadPage['reason']): PageText {
  if (reason === 'garbled') {
    const read = pageOfLines(legibleLines(reading));
    return isBetter(read, reading, layer) ? read : layer;
  }
  const known = linesOfPage(layer);
  const added = legibleLines(reading, (word) => !layer.boxes.some((box) => holds(box, word)));
  return added.length === 0 ? layer : pageOfLines(inBetween(known, added));
}

function isBetter(read: PageText, reading: OcrReading, layer: PageText): boolean {
  if (read.text === '') return false;
  if (meanConfidence(reading.lines.flatMap(({ words }) => words)) < TRUSTED_READING) return false;
  const words = read.text.match(WORD) ?? [];
  const found = words.filter((word) => layer.text.includes(word)).length;
  return found < words.length * MIN_AGREEMENT || garbledShare(read.text) * 2 < garbledShare(layer.text);
}

/** Whether the middle of a word lies in a box. */
function holds(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  word: OcrWord,
): boolean {
  const [x, y] = [word.x + word.width / 2, word.y + word.height / 2];
  return (
    x >= box.x - MARGIN &&
    x <= box.x + box.width + MARGIN &&
    y >= box.y - MARGIN &&
    y <= box.y + box.height + MARGIN
  );
}

/** Puts each added line behind the last known one that stands above it; among themselves they keep their order. */
function inBetween(known: readonly PageLine[], added: readonly PageLine[]): PageLine[] {
  const slots: PageLine[][] = Array.from({ length: known.length + 1 }, () => []);
  const heights = known.map(middle);
  for (const line of added) {
    const height = middle(line);
    slots[heights.findLastIndex((known) => known <= height) + 1]?.push(line);
  }
  return slots.flatMap((lines, index) => {
    const from = known[index - 1];
    const opened = lines.map((line, place) => (place === 0 ? { ...line, opensParagraph: true } : line));
    // Two sources are never one paragraph.
    const follows = index > 1 && (slots[index - 1]?.length ?? 0) > 0;
    return from === undefined ? opened : [follows ? { ...from, opensParagraph: true } : from, ...opened];
  });
}

/** The height on the page at which a line stands; a line without boxes stands above all. */
function middle({ boxes }: PageLine): number {
  const [box] = boxes;
  return box === undefined ? Number.NEGATIVE_INFINITY : box.y + box.height / 2;
}
