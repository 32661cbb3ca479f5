import { countLetters, meanConfidence } from '@elenchus/core/ocr/legible-lines';
import type { OcrLine, OcrReading, OcrWord, PageImage } from '@elenchus/core/ocr/ocr-port';
import type { Block, Word, Worker } from 'tesseract.js';
import { turnedPng } from './png-orientation.ts';
import { turned } from './quarter-turns.ts';

/** Pages that stand upright have more than 0.8 when they are sharp; the wrong way round they have 0.4 and less. */
const UPRIGHT_CONFIDENCE = 0.65;

interface Attempt extends OcrReading {
  /** Mean of the words' confidence, each counted by its letters. */
  readonly confidence: number;
  /** Whether most letters stand in words that are taller than wide: the page lies on its side. */
  readonly isSideways: boolean;
}

/**
 * Reads a page, whichever way it is turned. Tesseract by itself also reads pages that must be turned three quarters
 * to stand upright, but sees their columns and lines from the side; so a page is turned over where its words
 * are hardly legible, and turned again where it then lies on its side.
 */
export async function readImage(worker: Worker, image: PageImage): Promise<OcrReading> {
  let best = await attempt(worker, image, 0);
  if (best.lines.length > 0 && best.confidence < UPRIGHT_CONFIDENCE)
    best = better(best, await attempt(worker, image, 2));
  if (best.isSideways) {
    const upright = await attempt(worker, image, (best.quarterTurns + 3) & 3);
    best = better(best, upright);
  }
  return { lines: best.lines, quarterTurns: best.quarterTurns };
}

/** The clearer of two; when they are about the same, the one that does not lie on its side. */
function better(one: Attempt, other: Attempt): Attempt {
  const bonus = (attempt: Attempt) => attempt.confidence - (attempt.isSideways ? 0.1 : 0);
  return bonus(other) > bonus(one) ? other : one;
}

async function attempt(worker: Worker, image: PageImage, quarterTurns: number): Promise<Attempt> {
  const png = Buffer.from(turnedPng(image.png, quarterTurns));
  const { data } = await worker.recognize(png, { rotateAuto: true }, { text: false, blocks: true });
  const blocks = data.blocks ?? [];
  const view: View = {
    ...(quarterTurns % 2 === 0
      ? { width: image.widthPixels, height: image.heightPixels }
      : { width: image.heightPixels, height: image.widthPixels }),
    radians: data.rotateRadians ?? 0,
    quarterTurns,
  };
  const lines = ocrLines(blocks, (word) => ocrWord(word, view));
  const words = lines.flatMap((line) => line.words);
  const tall = blocks
    .flatMap((block) => block.paragraphs.flatMap(({ lines }) => lines.flatMap((line) => line.words)))
    .filter(({ text, bbox }) => text.length >= 3 && bbox.y1 - bbox.y0 > bbox.x1 - bbox.x0);
  return {
    lines,
    quarterTurns,
    confidence: meanConfidence(words),
    isSideways: countLetters(tall) > countLetters(words) / 2,
  };
}

function ocrLines(blocks: readonly Block[], toWord: (word: Word) => OcrWord): OcrLine[] {
  return blocks
    .flatMap((block) => block.paragraphs)
    .flatMap(({ lines }, paragraph) => lines.map(({ words }) => ({ words: words.map(toWord), paragraph })));
}

/** How an image was turned and then rotated to be read; the size is the turned one's, in pixels. */
interface View {
  readonly width: number;
  readonly height: number;
  readonly quarterTurns: number;
  readonly radians: number;
}

/** A word with its rectangle in fractions of the image as it was given. */
function ocrWord({ text, confidence, bbox }: Word, view: View): OcrWord {
  const { width, height, radians, quarterTurns } = view;
  // The image was rotated about its middle; for the small angles of a skew a rectangle keeps its size.
  const [sine, cosine] = [Math.sin(-radians), Math.cos(-radians)];
  const [x, y] = [(bbox.x0 + bbox.x1 - width) / 2, (bbox.y0 + bbox.y1 - height) / 2];
  const rectangle = {
    x: (x * cosine - y * sine + width / 2 - (bbox.x1 - bbox.x0) / 2) / width,
    y: (x * sine + y * cosine + height / 2 - (bbox.y1 - bbox.y0) / 2) / height,
    width: (bbox.x1 - bbox.x0) / width,
    height: (bbox.y1 - bbox.y0) / height,
  };
  return { text, confidence: confidence / 100, ...turned(rectangle, 4 - quarterTurns) };
}
