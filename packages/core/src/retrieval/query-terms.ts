import { stopWords } from '../text/stop-words.ts';
import { conceptsIn, contentStems, words } from './concept-index.ts';
import { legalConcepts } from './legal-concepts.ts';
import { synonymsOf } from './legal-synonyms.ts';

/** The text side of a search. All words are lower case, letters and digits only: SQL does the stemming. */
export interface QueryTerms {
  /** Content words of the question. */
  readonly terms: readonly string[];
  /** Those of them that seem to name a document or a party; empty if the question's spelling does not tell. */
  readonly names: readonly string[];
  /** Words in which clauses speak of the question's legal matters; none of them need be in the question. */
  readonly expansions: readonly string[];
  /** Other words for those of the question, its names apart. */
  readonly synonyms: readonly string[];
  /** The question without the names of documents: what is to be embedded. */
  readonly passageText: string;
}

const longestQuestion = 4_000;
const mostConcepts = 3;
/** Capitalised words with the small words that join them inside a name. */
const capitalisedRun =
  /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}&.'’/-]*(?:(?:,?\s+|\s*[“”"(),]\s*)(?:(?:of|the|and|between|for|to|by|on|in|its|with|&)\s+){0,3}\p{Lu}[\p{L}\p{N}&.'’/-]*)*/gu;
const leadingSmallWords =
  /^(?:(?:in|on|under|per|for|from|of|by|to|at|the|does|do|did|is|are|was|what|which|who|when|where|how|can|may|must|and)\s+)+/i;
const documentWord =
  /\b(?:agreements?|contracts?|endorsement|lease|amendment|addendum|letter|memorandum|deed|policy|licen[cs]e|order|exhibit|schedule|plan|nda|msa|sow|inc|corp|corporation|company|co|llc|ltd|limited|lp|llp|plc|gmbh|ag|s\.a|pty)\b/i;
const fileName = /[\p{L}\p{N}_-]+\.(?:pdf|docx?|txt|md|html?|eml|msg)\b/giu;

/** Takes a question apart for full-text search, the choice of documents by name, and embedding. */
export function queryTerms(question: string): QueryTerms {
  const text = question.slice(0, longestQuestion).normalize('NFKC');
  const names = nameRuns(text);
  const stripped = names
    .reduce((rest, name) => rest.replace(name, ' '), text)
    .replace(/\s+/g, ' ')
    .trim();
  const passageText = contentStems(stripped).length > 0 ? stripped : text;
  return {
    terms: contentWords(text),
    names: contentWords(names.join(' ')),
    expansions: expand(passageText),
    synonyms: otherWords(contentWords(passageText)),
    passageText,
  };
}

function nameRuns(text: string): string[] {
  const runs = [...text.matchAll(capitalisedRun)].flatMap(({ 0: run, index }) => {
    const name = run.replace(leadingSmallWords, '');
    const alone = contentWords(name);
    if (alone.length === 0) return [];
    if (documentWord.test(name) && alone.length > 1) return [name];
    const isName =
      !startsSentence(text, index + run.length - name.length) && conceptsIn(contentStems(name)).size === 0;
    return isName ? [name] : [];
  });
  return [...(text.match(fileName) ?? []), ...runs];
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.?!:]\s)["“(]*$/u.test(text.slice(Math.max(0, at - 4), at));
}

function contentWords(text: string): string[] {
  return [...new Set(words(text).filter((each) => !stopWords.has(each)))];
}

function otherWords(known: readonly string[]): string[] {
  return [...new Set(known.flatMap(synonymsOf))].filter((word) => !known.includes(word));
}

/** Words of the concepts that show most in the question, at least half as much as the strongest. */
function expand(question: string): string[] {
  const found = [...conceptsIn(contentStems(question))].sort(([, a], [, b]) => b - a);
  const strongest = found[0]?.[1] ?? 0;
  const chosen = found.filter(([, weight]) => weight * 2 >= strongest).slice(0, mostConcepts);
  return [
    ...new Set(
      chosen.flatMap(([number]) => legalConcepts[number]?.words ?? []).flatMap((each) => words(each)),
    ),
  ];
}
