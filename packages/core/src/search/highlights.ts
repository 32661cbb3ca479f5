import { contentStems } from '../retrieval/concept-index.ts';
import { sentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';

const most = 3;
const longest = 150;
const word = /[\p{L}\p{N}]+/gu;

/** Up to 3 excerpts of at most 150 characters around words of the query, in the order of the passage. */
export function highlights(content: string, query: string): string[] {
  const wanted = new Set(contentStems(query));
  const excerpts: string[] = [];
  for (const { start, end } of sentences(content)) {
    if (excerpts.length === most) break;
    const sentence = content.slice(start, end);
    const match = sentence.matchAll(word).find((found) => wanted.has(stem(found[0].toLowerCase())));
    if (match) excerpts.push(excerpt(sentence, match.index));
  }
  return excerpts;
}

/** At most `longest` characters of a sentence, whole words, with the one at `at` among them. */
function excerpt(sentence: string, at: number): string {
  if (sentence.length <= longest) return sentence;
  const from = Math.max(0, Math.min(at - longest / 3, sentence.length - longest));
  const cut = sentence.slice(from, from + longest).toWellFormed();
  const head = from > 0 ? cut.replace(/^\S+\s+/, '') : cut;
  return from + longest < sentence.length ? head.replace(/\s+\S+$/, '') : head;
}
