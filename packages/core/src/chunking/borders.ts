import { isWhiteSpace, skipClosers, skipWhiteSpace, trimEnd } from '../text/characters.ts';
import { endsSentence } from '../text/sentences.ts';

/**
 * Finds the natural borders of a text: ends and starts of paragraphs and sentences. It locates newlines and
 * terminators once with `indexOf` (which the engine vectorises) and judges only those that are asked about.
 */
export class TextBorders {
  readonly #text: string;
  readonly #textEnd: number;
  readonly #newlines: readonly number[];
  readonly #terminators: readonly number[];

  constructor(text: string, textEnd: number) {
    this.#text = text;
    this.#textEnd = textEnd;
    this.#newlines = positions(text, ['\n', '\r']);
    this.#terminators = positions(text, ['.', '?', '!', '。', '！', '？']);
  }

  /** The last end of a paragraph (before a blank line) in `from..to`, or null. */
  lastParagraphEnd(from: number, to: number): number | null {
    let index = firstAtLeast(this.#newlines, to + 1) - 1;
    while ((this.#newlines[index] ?? -1) >= from) {
      const runStart = trimEnd(this.#text, from - 1, this.#newlines[index] ?? 0);
      if (runStart >= from && this.#isParagraphEnd(runStart)) return runStart;
      while ((this.#newlines[index] ?? -1) >= runStart) index -= 1;
    }
    return null;
  }

  /** The last end of a sentence in `from..to`, or null; `start` is where the passage begins. */
  lastSentenceEnd(start: number, from: number, to: number): number | null {
    let index = firstAtLeast(this.#terminators, to) - 1;
    for (; (this.#terminators[index] ?? -1) >= from - 1; index -= 1) {
      const end = this.#sentenceEnd(this.#terminators[index] ?? 0, start);
      if (end !== null && end >= from && end <= to) return end;
    }
    return null;
  }

  /** The first start of a sentence or paragraph in `from..to - 1`, or null. */
  firstSentenceStart(start: number, from: number, to: number): number | null {
    const paragraph = this.#firstParagraphStart(from, to) ?? to;
    let index = Math.max(0, firstAtLeast(this.#terminators, from) - 1);
    for (; (this.#terminators[index] ?? to) < paragraph; index += 1) {
      const end = this.#sentenceEnd(this.#terminators[index] ?? 0, start);
      const next = end === null ? 0 : skipWhiteSpace(this.#text, end, to);
      if (next >= from && next < paragraph) return next;
    }
    return paragraph < to ? paragraph : null;
  }

  #firstParagraphStart(from: number, to: number): number | null {
    let index = Math.max(0, firstAtLeast(this.#newlines, from) - 1);
    for (let at = this.#newlines[index] ?? to; at < to; at = this.#newlines[index] ?? to) {
      const next = skipWhiteSpace(this.#text, at, to);
      if (next >= from && next < to && this.#isParagraphEnd(at)) return next;
      while ((this.#newlines[index] ?? next) < next) index += 1;
    }
    return null;
  }

  /** Whether the white space that begins at `at` holds two newlines. */
  #isParagraphEnd(at: number): boolean {
    let newlines = 0;
    for (let next = at; next < this.#textEnd; next += 1) {
      const code = this.#text.charCodeAt(next);
      if (code === 10 || (code === 13 && this.#text.charCodeAt(next + 1) !== 10)) newlines += 1;
      else if (!isWhiteSpace(code)) return false;
      if (newlines === 2) return true;
    }
    return false;
  }

  #sentenceEnd(terminator: number, start: number): number | null {
    const closed = skipClosers(this.#text, terminator + 1, this.#textEnd);
    if (this.#text.charCodeAt(terminator) >= 128) return closed;
    if (!isWhiteSpace(this.#text.charCodeAt(closed))) return null;
    return endsSentence(this.#text, terminator, start, this.#textEnd) ? closed : null;
  }
}

function positions(text: string, characters: readonly string[]): number[] {
  const found: number[] = [];
  let kinds = 0;
  for (const character of characters) {
    const before = found.length;
    for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found.push(at);
    if (found.length > before) kinds += 1;
  }
  return kinds > 1 ? Array.from(Int32Array.from(found).sort()) : found;
}

function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
