import type { OcrReading, OcrWord } from '../ocr-port.ts';

const LETTER_WIDTH = 0.01;
const LINE_HEIGHT = 0.02;

/** The words of a line with a confidence of 0.95, or with one of their own behind a slash; at a height of the page. */
export function readLine(line: string, y: number, x = 0.1): OcrWord[] {
  let at = x;
  return line.split(' ').map((word) => {
    const [text = '', confidence] = word.split('/');
    const width = text.length * LETTER_WIDTH;
    const read = { text, confidence: Number(confidence ?? 0.95), x: at, y, width, height: LINE_HEIGHT };
    at += width + LETTER_WIDTH;
    return read;
  });
}

/** A reading of lines one below the other from the top of the page; an empty one opens a paragraph. */
export function readingOf(...lines: string[]): OcrReading {
  let paragraph = 0;
  return {
    quarterTurns: 0,
    lines: lines.flatMap((line, index) => {
      if (line === '') paragraph += 1;
      return line === '' ? [] : [{ paragraph, words: readLine(line, 0.1 + index * 0.03) }];
    }),
  };
}
