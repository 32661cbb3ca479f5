import { conceptsBySign } from '@elenchus/core/retrieval/concept-index';
import { stem } from '@elenchus/core/text/stem';
import { stopWords } from '@elenchus/core/text/stop-words';
import { wordWeight } from '@elenchus/core/text/word-weights';
import { hashText } from './hash.ts';

/** What a word adds to a vector; computed once for a word and kept. */
export interface WordFeatures {
  readonly hash: number;
  /** How telling the word is, from 0 to 1. */
  readonly weight: number;
  /** Hashes of the stem's character 3- to 5-grams, its ends marked. */
  readonly grams: readonly number[];
  /** Legal concepts that the word shows alone, and with the word after it, by that word's stem. */
  readonly concepts: readonly number[];
  readonly conceptsWithNext: ReadonlyMap<string, readonly number[]> | undefined;
  readonly stem: string;
}

const wordSeed = 1;
const gramSeed = 2;
const longestWord = 40;
const pairSigns = signsByFirstStem();

/** Features of a lower-case word; null for a stop word. */
export function wordFeatures(word: string): WordFeatures | null {
  if (stopWords.has(word)) return null;
  const stemmed = stem(word.slice(0, longestWord));
  return {
    stem: stemmed,
    hash: hashText(stemmed, wordSeed),
    weight: wordWeight(stemmed),
    grams: /^\d+$/.test(word) ? [] : gramsOf(stemmed),
    concepts: conceptsBySign.get(stemmed) ?? [],
    conceptsWithNext: pairSigns.get(stemmed),
  };
}

function gramsOf(stemmed: string): number[] {
  const marked = `<${stemmed}>`;
  const grams: number[] = [];
  for (let size = 3; size <= 5; size += 1) {
    for (let at = 0; at + size <= marked.length; at += 1)
      grams.push(hashText(marked.slice(at, at + size), gramSeed));
  }
  return grams;
}

function signsByFirstStem(): Map<string, Map<string, readonly number[]>> {
  const byFirst = new Map<string, Map<string, readonly number[]>>();
  for (const [sign, concepts] of conceptsBySign) {
    const [first = '', second] = sign.split(' ');
    if (second === undefined) continue;
    const bySecond = byFirst.get(first) ?? new Map<string, readonly number[]>();
    byFirst.set(first, bySecond.set(second, concepts));
  }
  return byFirst;
}
