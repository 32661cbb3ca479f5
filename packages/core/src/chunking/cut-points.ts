import { graphemeBorder, isWhiteSpace, trimEnd } from '../text/characters.ts';
import type { TextBorders } from './borders.ts';

/** A paragraph's or sentence's end is taken from this share of the size on; before it a chunk would be too short. */
const leastFill = 0.5;

interface Reach {
  readonly start: number;
  /** First offset that no chunk holds yet; at or after `start`. */
  readonly covered: number;
  readonly textEnd: number;
  readonly sizeChars: number;
}

/**
 * Where the chunk that starts at `start` ends: never past `start + sizeChars`, always past `covered`. Null if
 * that would cut a word although the chunk could still begin later, at `covered`.
 */
export function cutAt(text: string, borders: TextBorders, reach: Reach): number | null {
  const { start, covered, textEnd, sizeChars } = reach;
  const limit = start + sizeChars;
  if (limit >= textEnd) return textEnd;
  const enough = Math.max(covered + 1, start + Math.floor(sizeChars * leastFill));
  const natural = borders.lastParagraphEnd(enough, limit) ?? borders.lastSentenceEnd(start, enough, limit);
  if (natural !== null) return natural;

  for (let at = limit; at > covered; at -= 1) {
    if (isWhiteSpace(text.charCodeAt(at))) return trimEnd(text, covered, at);
  }
  if (start < covered) return null;
  return trimEnd(text, start + 1, graphemeBorder(text, start, limit));
}

/**
 * Where the next chunk begins so that it repeats the text from `from` to `end`: at the first start of a
 * sentence in it, else of a word. Null if it holds neither.
 */
export function overlapStart(
  text: string,
  borders: TextBorders,
  start: number,
  from: number,
  end: number,
): number | null {
  const lowest = Math.max(start + 1, from);
  const sentence = borders.firstSentenceStart(start, lowest, end);
  if (sentence !== null) return sentence;
  for (let at = lowest; at < end; at += 1) {
    if (isWhiteSpace(text.charCodeAt(at - 1)) && !isWhiteSpace(text.charCodeAt(at))) return at;
  }
  return null;
}
