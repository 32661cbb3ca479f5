import type { TextRange } from '../../text/sentences.ts';
import type { DocumentSentence } from '../clauses/document-sentences.ts';
import { type WordRows, wordStems } from './sentence-words.ts';
import { isWhole } from './whole-sentence.ts';

export interface SummaryOptions {
  /** What the document is called. */
  readonly title: string;
  /** Where the document says what it is for. */
  readonly purpose: TextRange | null;
  /** Other ranges of the text that matter, such as the main clauses. */
  readonly telling: readonly TextRange[];
  /** The text that the sentences are of. */
  readonly text: string;
}

const mostSentences = 6;
const mostChars = 1200;
const leastChars = 40;
const longestSentence = 450;
const leastWords = 7;
const mostTried = 200;
const leastLetters = 0.6;
/** So much of a sentence's words may stand in one already chosen. */
const mostOverlap = 0.55;

interface Candidate {
  readonly sentence: DocumentSentence;
  readonly stems: ReadonlySet<string>;
  readonly score: number;
}

/**
 * Chooses 3 to 6 sentences (fewer if the document has no more) of together at most 1,200 characters, in the order
 * of the text. Sentences count by how many frequent words of the document and words of its title they hold, by how
 * early they stand, and by being purpose or `telling`; what cannot stand alone, such as signatures and sentences that
 * the foot of a page cuts, is left out.
 */
export function summarise(
  sentences: readonly DocumentSentence[],
  words: readonly WordRows[],
  { title, purpose, telling, text }: SummaryOptions,
): DocumentSentence[] {
  const stemOf = wordStems();
  const weights = new Map<string, number>();
  const spread = new Map<string, number>();
  const stems = words.map((rows) => {
    const found = new Set<string>();
    for (const row of rows) {
      for (const word of row) {
        const { stem, weight } = stemOf(word);
        found.add(stem);
        weights.set(stem, weight);
      }
    }
    for (const stem of found) spread.set(stem, (spread.get(stem) ?? 0) + 1);
    return found;
  });
  const titleStems = new Set(
    title
      .toLowerCase()
      .split(' ')
      .map((word) => stemOf(word).stem),
  );
  const candidates = sentences.flatMap((sentence, position): Candidate[] => {
    const own = stems[position];
    if (own === undefined || !isProse(sentence)) return [];
    let central = 0;
    for (const stem of own) central += (weights.get(stem) ?? 1) * Math.log2(1 + (spread.get(stem) ?? 0));
    const score =
      central / Math.sqrt(8 + own.size) +
      3 / (1 + position / 3) +
      2 * share(titleStems, own) +
      (purpose !== null && overlap(purpose, sentence) ? 6 : 0) +
      (telling.some((range) => overlap(range, sentence)) ? 2.5 : 0);
    return [{ sentence, stems: own, score }];
  });
  return choose(
    candidates.sort((a, b) => b.score - a.score),
    text,
  );
}

function choose(candidates: readonly Candidate[], text: string): DocumentSentence[] {
  const chosen: Candidate[] = [];
  let chars = 0;
  for (const candidate of candidates.slice(0, mostTried)) {
    const length = candidate.sentence.end - candidate.sentence.start + 1;
    if (chosen.length >= mostSentences) break;
    if (chars + length > mostChars) continue;
    if (!isWhole(text.slice(candidate.sentence.start, candidate.sentence.end))) continue;
    if (chosen.some(({ stems }) => share(candidate.stems, stems) > mostOverlap)) continue;
    chosen.push(candidate);
    chars += length;
  }
  return chosen.map(({ sentence }) => sentence).sort((a, b) => a.start - b.start);
}

/** Whether a sentence can stand for itself: not a heading, a row of a table, a scrap or a list. */
function isProse({ start, end, words, lead }: DocumentSentence): boolean {
  const length = end - start;
  if (length < leastChars || length > longestSentence || lead !== null) return false;
  if (
    /:$|\.{4}|_{3}|\*{4}|^(?:from|to|cc|sent|date|subject|re)\s*:|original message|unsubscribe|^appeals? from the/.test(
      words,
    )
  )
    return false;
  return letterCount(words) > leastLetters * words.length && words.split(' ').length >= leastWords;
}

/** ASCII letters, and all characters beyond ASCII. */
function letterCount(words: string): number {
  let count = 0;
  for (let at = 0; at < words.length; at += 1) {
    const code = words.charCodeAt(at);
    if ((code >= 97 && code <= 122) || code > 127) count += 1;
  }
  return count;
}

function overlap(one: TextRange, other: TextRange): boolean {
  return one.start < other.end && other.start < one.end;
}

/** How much of `some` is in `all`, from 0 to 1. */
function share(some: ReadonlySet<string>, all: ReadonlySet<string>): number {
  if (some.size === 0) return 0;
  let common = 0;
  for (const word of some) if (all.has(word)) common += 1;
  return common / some.size;
}
