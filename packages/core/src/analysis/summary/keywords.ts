import { type WordRows, wordStems } from './sentence-words.ts';

const most = 12;
const longestPhrase = 3;
const leastWeight = 0.7;
const leastChars = 4;
/** What a defined term counts more. */
const definedFactor = 2;

/**
 * The words and phrases (lower case, up to three words, 12 at most) that stand for the document: runs of words
 * between stop words and punctuation, by how often they come and how telling their words are (after RAKE, Rose et
 * al. 2010). Terms that the document defines count double.
 */
export function keywords(words: readonly WordRows[], definedTerms: readonly string[]): string[] {
  const defined = new Set(definedTerms.map((term) => term.toLowerCase()));
  const stemOf = wordStems();
  const scored: { readonly phrase: string; readonly score: number }[] = [];
  for (const [phrase, count] of countPhrases(words)) {
    const isDefined = defined.has(phrase);
    if ((count < 2 && !isDefined) || phrase.length < leastChars) continue;
    const parts = phrase.split(' ');
    const weight = parts.reduce((sum, part) => sum + stemOf(part).weight, 0) / parts.length;
    if (weight < leastWeight && !(isDefined && weight > 0.5)) continue;
    const score = weight * Math.log2(1 + count) * Math.sqrt(parts.length) * (isDefined ? definedFactor : 1);
    scored.push({ phrase, score });
  }
  scored.sort((a, b) => b.score - a.score || (a.phrase < b.phrase ? -1 : 1));
  return withoutParts(scored.map(({ phrase }) => phrase));
}

function countPhrases(words: readonly WordRows[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const rows of words) {
    for (const row of rows) {
      for (let from = 0; from < row.length; from += 1) {
        let phrase = '';
        for (let to = from; to < row.length && to < from + longestPhrase; to += 1) {
          phrase = to === from ? (row[to] ?? '') : `${phrase} ${row[to]}`;
          counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
        }
      }
    }
  }
  return counts;
}

/** Phrases in order, without those that are part of a better one or hold one. */
function withoutParts(phrases: readonly string[]): string[] {
  const kept: string[] = [];
  for (const phrase of phrases) {
    if (kept.length >= most) break;
    const padded = ` ${phrase} `;
    if (!kept.some((other) => ` ${other} `.includes(padded) || padded.includes(` ${other} `)))
      kept.push(phrase);
  }
  return kept;
}
