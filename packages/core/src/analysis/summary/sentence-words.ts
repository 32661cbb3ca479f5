import { stem } from '../../text/stem.ts';
import { stopWords } from '../../text/stop-words.ts';
import { wordWeight } from '../../text/word-weights.ts';
import type { DocumentSentence } from '../clauses/document-sentences.ts';

/** A word of a document as a summary counts it. */
export interface WordStem {
  readonly stem: string;
  /** How telling it is, from 0.3 to 1. */
  readonly weight: number;
}

/** Words in a row that say something; where stop words or punctuation stand between, a new row begins. */
export type WordRows = readonly (readonly string[])[];

const token = /\p{L}[\p{L}\p{N}-]*|[^\s\p{L}]/gu;
/** The same for texts in ASCII, many times faster. */
const asciiToken = /[a-z][a-z0-9-]*|[^\sa-z]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ascii = /^[\x00-\x7f]*$/;
const leastChars = 3;
const longestRow = 12;

/** The rows of telling words (lower case) in each sentence. */
export function sentenceWords(sentences: readonly DocumentSentence[]): WordRows[] {
  return sentences.map(({ words }) => rowsOf(words));
}

function rowsOf(words: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const each of words.match(ascii.test(words) ? asciiToken : token) ?? []) {
    const tells = each.length >= leastChars && !stopWords.has(each);
    if (tells) row.push(each);
    if (row.length > 0 && (!tells || row.length >= longestRow)) {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Stems words, each once. */
export function wordStems(): (word: string) => WordStem {
  const known = new Map<string, WordStem>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      const stemmed = stem(word);
      found = { stem: stemmed, weight: wordWeight(stemmed) };
      known.set(word, found);
    }
    return found;
  };
}
