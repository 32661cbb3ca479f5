import { contentStems } from '../retrieval/concept-index.ts';
import { sentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';

const most = 3;
const longest = 150;
const word = /[\p{L}\p{N}]+/gu;

/**
 * Up to 3 excerpts of at most 150 characters: the sentences with most words of the query, in the order of the
 * passage.
 */
export function highlights(content: string, query: string): string[] {
  const wanted = new Set(contentStems(query));
  return sentences(content)
    .flatMap(({ start, end }) => matchedSentence(content.slice(start, end), start, wanted))
    .sort((one, other) => other.matched - one.matched || one.start - other.start)
    .slice(0, most)
    .sort((one, other) => one.start - other.start)
    .map(({ sentence, at }) => excerpt(sentence, at));
}

function matchedSentence(sentence: string, start: number, wanted: ReadonlySet<string>) {
  const found = [...sentence.matchAll(word)]
    .map(({ 0: each, index }) => ({ stem: stem(each.toLowerCase()), index }))
    .filter((each) => wanted.has(each.stem));
  const [first] = found;
  if (first === undefined) return [];
  return [{ sentence, start, at: first.index, matched: new Set(found.map((each) => each.stem)).size }];
}

/** At most `longest` characters of a sentence, whole words, with the one at `at` among them. */
function excerpt(sentence: string, at: number): string {
  if (sentence.length <= longest) return sentence;
  const from = Math.max(0, Math.min(at - longest / 3, sentence.length - longest));
  const cut = sentence.slice(from, from + longest).toWellFormed();
  const head = from > 0 ? cut.replace(/^\S+\s+/, '') : cut;
  return from + longest < sentence.length ? head.replace(/\s+\S+$/, '') : head;
}
