import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { DocumentSentence } from '../clauses/document-sentences.ts';
import { evidenceAt } from '../locate-evidence.ts';
import { deadlineWords } from './deadline-words.ts';
import { readObligation } from './obligation-sentence.ts';

type Obligation = AnalysisContent['obligations'][number];

const most = 50;
/** No document labelled with obligations stands behind these rules. */
const confidence = 0.5;
const mayBind =
  /\b(?:shall|must|will|may not|cannot|agrees?|undertakes?|covenants?|required|obligated|obliged|prohibited|needs? to)\b/;
const money = /(?:[$€£]|\busd\b|\b(?:pay|paid|payment|reimburse|fees?)\b)/;
const leastChars = 40;
const longestDescription = 240;
const shortestDescription = 60;

/**
 * What the sentences bind somebody to do or not to do, at most 50, the most telling first: those that say who and
 * until when, and what is forbidden or must be paid.
 */
export function findObligations(text: ExtractedText, sentences: readonly DocumentSentence[]): Obligation[] {
  const found: { readonly score: number; readonly start: number; readonly obligation: Obligation }[] = [];
  for (const sentence of sentences) {
    if (sentence.words.length < leastChars || !mayBind.test(sentence.words)) continue;
    const lead = sentence.lead === null ? '' : `${slice(text, sentence.lead)} `;
    const content = lead + slice(text, sentence);
    const read = readObligation(content);
    if (read === undefined) continue;
    const deadline = deadlineWords(content);
    if (read.party === null && deadline === null) continue;
    const strong = /^(?:shall|must|agree|undertake|covenant|is |are |may not)/.test(read.verb);
    const score =
      (read.party === null ? 0 : 2) +
      (deadline === null ? 0 : 2) +
      (read.kind === 'prohibition' ? 1 : 0) +
      (money.test(sentence.words) ? 1 : 0) +
      (strong ? 1 : 0);
    const evidence = [...(sentence.lead === null ? [] : [sentence.lead]), sentence].map(({ start, end }) =>
      evidenceAt(text, start, end),
    );
    const description = shorten(content, read.from);
    const obligation = { party: read.party, kind: read.kind, description, deadline, confidence, evidence };
    found.push({ score, start: sentence.start, obligation });
  }
  return found
    .sort((a, b) => b.score - a.score || a.start - b.start)
    .slice(0, most)
    .map(({ obligation }) => obligation);
}

function slice({ text }: ExtractedText, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end).replace(/\s+/g, ' ');
}

/** The sentence, if it is long from the subject of the duty on, cut where a clause ends. */
function shorten(content: string, from: number): string {
  if (content.length <= longestDescription) return content;
  const begins = from > longestDescription / 2 ? from : 0;
  return cut(content.slice(begins), from - begins) ?? cut(content.slice(from), 0) ?? '';
}

/** `content` up to a border behind its first `least` characters and some; undefined if there is none. */
function cut(content: string, least: number): string | undefined {
  if (content.length <= longestDescription) return content;
  const head = content.slice(0, longestDescription);
  for (const border of ['; ', ', provided', ', except', ', unless', ', ', ' ']) {
    const at = head.lastIndexOf(border);
    if (at >= least + shortestDescription) return `${head.slice(0, at)} …`;
  }
  return least > 0 ? undefined : `${head.toWellFormed()} …`;
}
