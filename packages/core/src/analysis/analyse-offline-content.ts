import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { TextRange } from '../text/sentences.ts';
import { offlineFields } from './analyse-offline-fields.ts';
import type { Classification, Proven } from './classification/classify-document.ts';
import type { DocumentSentence } from './clauses/document-sentences.ts';
import type { FoundClause } from './clauses/find-clauses.ts';
import type { GoverningLaw } from './jurisdiction/find-governing-law.ts';
import { evidenceAt } from './locate-evidence.ts';
import { recommend } from './risks/recommend.ts';
import { keywords } from './summary/keywords.ts';
import { sentenceWords } from './summary/sentence-words.ts';
import { summarise } from './summary/summarise.ts';
import { oneLine } from './text-window.ts';

/** What the rules found in a document, before it is put into the shape of an analysis. */
export interface OfflineFindings
  extends Pick<AnalysisContent, 'parties' | 'keyDates' | 'citations' | 'keyTerms' | 'obligations' | 'risks'> {
  readonly sentences: readonly DocumentSentence[];
  readonly classification: Classification;
  readonly clauses: readonly FoundClause[];
  readonly law: GoverningLaw | null;
}

/** Shares that were right on 20 contracts of the development set: names of contracts, and that they are contracts. */
const contractNamed = 0.9;
const contractTold = 0.95;
/** No labels stand behind the rules for other documents, purposes, practice areas and summaries. */
const unlabelled = 0.5;
/** Summary and keywords are made of the first sentences of a long document. */
const mostSummarised = 1500;
/** Clauses that say what a contract is about; a summary prefers their sentences. */
const telling = ['license_grant', 'term', 'payment_terms', 'exclusivity', 'termination', 'indemnification'];

/** Puts findings into the shape of an analysis and adds what follows from them: summary, keywords, advice, fields. */
export function offlineContent(text: ExtractedText, findings: OfflineFindings): AnalysisContent {
  const { sentences, classification, clauses, law, ...lists } = findings;
  const { documentType, category, practiceArea, purpose } = classification;
  const isContract = category?.value === 'contract';
  const prove = (confidence: number, ranges: readonly TextRange[]) => ({
    confidence,
    evidence: ranges.map(({ start, end }) => evidenceAt(text, start, end)),
  });
  const proof = (proven: Proven<string> | null, confidence = unlabelled) =>
    proven === null ? undefined : prove(confidence, [proven.proof]);
  const chosen = clauses
    .filter(({ type }) => telling.includes(type))
    .flatMap((each) => each.sentences.slice(0, 1));
  const summarised = ownSentences(text, sentences).slice(0, mostSummarised);
  const words = sentenceWords(summarised);
  const summary = summarise(summarised, words, {
    title: documentType?.value ?? '',
    purpose: purpose?.proof ?? null,
    telling: chosen,
    text: text.text,
  });
  const terms = lists.keyTerms.map(({ term }) => term);
  return {
    ...lists,
    documentType: documentType?.value ?? null,
    purpose: purpose?.value ?? null,
    summary: summary.map(({ start, end }) => oneLine(text.text.slice(start, end))).join(' '),
    clauses: clauses.map(({ type, heading, confidence, sentences: proven }) => ({
      type,
      heading: heading?.title ?? null,
      ...prove(confidence, proven),
    })),
    recommendations: recommend(lists.risks),
    category: category?.value ?? null,
    jurisdiction: law?.jurisdiction ?? null,
    practiceArea: practiceArea?.value ?? null,
    keywords: keywords(words, terms),
    answers: [],
    extractedFields: offlineFields(lists.keyDates, clauses, law, category?.value ?? null),
    basis: {
      documentType: proof(documentType, isContract ? contractNamed : unlabelled),
      purpose: proof(purpose),
      summary: summary.length === 0 ? undefined : prove(unlabelled, summary),
      category: proof(category, isContract ? contractTold : unlabelled),
      jurisdiction: law === null ? undefined : { confidence: law.confidence, evidence: law.evidence },
      practiceArea: proof(practiceArea),
    },
  };
}

/** Sentences that an e-mail does not repeat from an earlier message; all of them if it says nothing else. */
function ownSentences(
  { quoted = [] }: ExtractedText,
  sentences: readonly DocumentSentence[],
): readonly DocumentSentence[] {
  const own = sentences.filter(
    ({ start }) => !quoted.some((range) => range.start <= start && start < range.end),
  );
  return own.length === 0 ? sentences : own;
}
