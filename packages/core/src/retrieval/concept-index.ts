import { stem } from '../text/stem.ts';
import { stopWords } from '../text/stop-words.ts';
import { legalConcepts } from './legal-concepts.ts';

const word = /[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu;

/** Lower-case words of a text, hyphens and slashes parting them, possessive endings taken off. */
export function words(text: string): string[] {
  return (text.toLowerCase().match(word) ?? []).map((each) => each.replace(/['’]s$/, ''));
}

/** Stems of the words of a text that are no stop words, in order. */
export function contentStems(text: string): string[] {
  return words(text)
    .filter((each) => !stopWords.has(each))
    .map(stem);
}

/** Indices into `legalConcepts` by stem, or by two stems in a row with a space between. */
export const conceptsBySign: ReadonlyMap<string, readonly number[]> = indexSigns();

function indexSigns(): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [number, { signs }] of legalConcepts.entries()) {
    for (const sign of signs) {
      const key = contentStems(sign).slice(0, 2).join(' ');
      if (key === '') continue;
      const known = index.get(key) ?? [];
      if (!known.includes(number)) index.set(key, [...known, number]);
    }
  }
  return index;
}

/** How strongly each legal concept shows in a row of stems: 1 per single sign, 2 per pair. */
export function conceptsIn(stems: readonly string[]): Map<number, number> {
  const found = new Map<number, number>();
  const add = (key: string, weight: number) => {
    for (const number of conceptsBySign.get(key) ?? []) found.set(number, (found.get(number) ?? 0) + weight);
  };
  for (const [at, each] of stems.entries()) {
    add(each, 1);
    const next = stems[at + 1];
    if (next !== undefined) add(`${each} ${next}`, 2);
  }
  return found;
}
