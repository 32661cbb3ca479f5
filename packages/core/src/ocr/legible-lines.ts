import type { TextBox } from '@elenchus/contracts/documents/extracted-text';
import type { OcrLine, OcrReading, OcrWord } from './ocr-port.ts';
import type { PageLine } from './page-text.ts';

const CLEAR_WORD = 0.6;
const DOUBTFUL_WORD = 0.4;
/** In a line of which this share of the letters is clear a doubtful word is mostly a rare one. */
const CLEAR_LINE = 0.5;
/** Words further apart than so many line heights have boxes of their own (columns, cells of a table). */
const MAX_GAP_IN_HEIGHTS = 2;
const WORD_CHARACTER = /[\p{L}\p{N}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unusable = /[\0-\x1f\x7f-\x9f\ufffe\uffff]/g;

/**
 * The lines of a reading that are text. Pictures, maps, rules and speckles are read as words of low confidence:
 * where less than half of a line's letters stand in clear words (confidence 0.6), its words below 0.4 are dropped,
 * and the line as a whole unless it has a clear word of two letters or digits. Lines without any are dropped.
 */
export function legibleLines(
  reading: OcrReading,
  isWanted: (word: OcrWord) => boolean = () => true,
): PageLine[] {
  const lines: PageLine[] = [];
  let paragraph: number | undefined;
  for (const line of reading.lines) {
    const words = legibleWords(line).filter(isWanted);
    if (words.every(({ text }) => letters(text) === 0)) continue;
    lines.push(toLine(words, line.paragraph !== paragraph));
    paragraph = line.paragraph;
  }
  return lines;
}

/** The mean confidence of words, each counted by its letters and digits; 0 if they have none. */
export function meanConfidence(words: readonly OcrWord[]): number {
  let [total, weights] = [0, 0];
  for (const { text, confidence } of words) {
    const weight = letters(text);
    total += confidence * weight;
    weights += weight;
  }
  return weights === 0 ? 0 : total / weights;
}

function legibleWords({ words: read }: OcrLine): OcrWord[] {
  const words = read
    .map((word) => ({ ...word, text: word.text.replace(unusable, '').trim().toWellFormed() }))
    .filter(({ text }) => text !== '');
  const clear = words.filter(({ confidence }) => confidence >= CLEAR_WORD);
  if (countLetters(clear) >= countLetters(words) * CLEAR_LINE) return words;
  if (clear.every(({ text }) => letters(text) < 2)) return [];
  return words.filter(({ confidence }) => confidence >= DOUBTFUL_WORD);
}

/** The letters and digits of words. */
export function countLetters(words: readonly Pick<OcrWord, 'text'>[]): number {
  return words.reduce((sum, { text }) => sum + letters(text), 0);
}

function letters(text: string): number {
  return text.match(WORD_CHARACTER)?.length ?? 0;
}

function toLine(words: readonly OcrWord[], opensParagraph: boolean): PageLine {
  let text = '';
  const boxes: TextBox[] = [];
  let previous: OcrWord | undefined;
  for (const word of words) {
    if (text !== '') text += ' ';
    const { x, y, width, height } = word;
    const box = { start: text.length, end: text.length + word.text.length, x, y, width, height };
    const last = boxes.at(-1);
    if (last !== undefined && previous !== undefined && areNear(previous, word))
      boxes[boxes.length - 1] = joined(last, box);
    else boxes.push(box);
    text += word.text;
    previous = word;
  }
  return { text, boxes, opensParagraph };
}

function areNear(one: OcrWord, other: OcrWord): boolean {
  const across = Math.max(other.x - (one.x + one.width), one.x - (other.x + other.width));
  const down = Math.max(other.y - (one.y + one.height), one.y - (other.y + other.height));
  const height = Math.max(Math.min(one.height, one.width), Math.min(other.height, other.width));
  return Math.max(across, down) <= height * MAX_GAP_IN_HEIGHTS;
}

function joined(one: TextBox, other: TextBox): TextBox {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { start: one.start, end: other.end, x, y, width: right - x, height: bottom - y };
}
