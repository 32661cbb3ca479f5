type Direction = 'left' | 'right' | 'number' | 'arabic-number' | 'neutral';

interface Segment {
  readonly direction: Direction;
  readonly text: string;
}

/** Numbers, their signs and marks take the direction of what is around them (the weak classes of UAX #9). */
const segments =
  /((?:(?=[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}])\p{L})+)|((?:(?![\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}])\p{L})+)|([\p{Nd}\p{M}+\-,./:#$%¢-¥°٪]+)|(?:[^\p{L}\p{Nd}\p{M}+\-,./:#$%¢-¥°٪]+)/gu;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const arabicNumber = /[\u0660-\u0669]/;
const mirrored: Readonly<Record<string, string>> = {
  ...{ '(': ')', '[': ']', '{': '}', '<': '>', '«': '»', '‹': '›' },
  ...{ ')': '(', ']': '[', '}': '{', '>': '<', '»': '«', '›': '‹' },
};

/**
 * A line as it is read. pdfium takes a whole line to run from one side (`isFromRight`) and puts it in that order
 * word by word: words that run the other way come out in the wrong order ("Ltd Legal Elenchus"). Every character
 * keeps a place in the line.
 */
export function inReadingOrder(line: string, isFromRight: boolean): string {
  const shown = segmentsOf(line);
  const read: Segment[] = [];
  let at = 0;
  while (at < shown.length) {
    const { end, hasWords } = isFromRight ? leftWords(shown, at) : rightWords(shown, at);
    const words = shown.slice(at, end);
    for (const segment of hasWords ? inOrder(words) : words) read.push(segment);
    const next = shown[end];
    if (next !== undefined) read.push(hasWords ? turnedSign(next) : next);
    at = end + 1;
  }
  return read.map(({ text }) => text).join('');
}

/** Whether a text holds letters or numbers of a script that runs from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

function segmentsOf(line: string): Segment[] {
  return Array.from(line.matchAll(segments), ([text, right, left, number]): Segment => {
    if (right !== undefined) return { text, direction: 'right' };
    if (left !== undefined) return { text, direction: 'left' };
    if (number === undefined) return { text, direction: 'neutral' };
    return { text, direction: arabicNumber.test(text) ? 'arabic-number' : 'number' };
  });
}

/** Whether a line runs from the right as pdfium decides it: by the number of runs of letters. */
export function runsFromRight(line: string): boolean {
  if (!hasRightToLeft(line)) return false;
  const shown = segmentsOf(line);
  const right = shown.filter(({ direction }) => direction === 'right').length;
  return right > 0 && right >= shown.filter(({ direction }) => direction === 'left').length;
}

/** The segments from `start` to before `end`; with words, the one at `end` is the first behind them. */
interface Stretch {
  readonly end: number;
  readonly hasWords: boolean;
}

/** The words from right to left that begin at `start`, with Arabic numbers around and all between them. */
function rightWords(shown: readonly Segment[], start: number): Stretch {
  if (!isOfRight(shown[start])) return { end: start, hasWords: false };
  let at = start;
  let end = start;
  let hasWords = false;
  for (; at < shown.length && shown[at]?.direction !== 'left'; at += 1) {
    hasWords ||= shown[at]?.direction === 'right';
    if (isOfRight(shown[at])) end = at + 1;
  }
  return { end: hasWords ? end : at, hasWords };
}

/** The words from left to right that begin at `start`, with the numbers around and all between them. */
function leftWords(shown: readonly Segment[], start: number): Stretch {
  if (shown[start]?.direction === 'neutral') return { end: start, hasWords: false };
  let at = start;
  let end = start;
  let hasWords = false;
  for (; at < shown.length; at += 1) {
    if (isOfRight(shown[at]) || leansOnRight(shown, start, at)) break;
    hasWords ||= shown[at]?.direction === 'left';
    if (shown[at]?.direction !== 'neutral') end = at + 1;
  }
  return { end: hasWords ? end : at, hasWords };
}

/** Whether a sign stands at a word from right to left, which it belongs to then. */
function leansOnRight(shown: readonly Segment[], start: number, at: number): boolean {
  if (shown[at]?.direction !== 'number') return false;
  return isOfRight(shown[at + 1]) || (at === start && isOfRight(shown[at - 1]));
}

function isOfRight(segment: Segment | undefined): boolean {
  return segment?.direction === 'right' || segment?.direction === 'arabic-number';
}

/** pdfium turns the signs behind a word as it turns the word; those before the first one are still turned otherwise. */
function inOrder(words: readonly Segment[]): Segment[] {
  const firstWord = words.findIndex(({ direction }) => direction === 'left' || direction === 'right');
  return words.map((segment, at) => (at < firstWord ? turnedSign(segment) : segment)).reverse();
}

function turnedSign(segment: Segment): Segment {
  if (segment.direction !== 'neutral') return segment;
  const text = Array.from(segment.text, (sign) => mirrored[sign] ?? sign)
    .reverse()
    .join('');
  return { direction: segment.direction, text };
}
