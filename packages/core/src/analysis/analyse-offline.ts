import { setImmediate } from 'node:timers/promises';
import type { DocumentCategory } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { type OfflineFindings, offlineContent } from './analyse-offline-content.ts';
import { analysedPart } from './analyse-offline-part.ts';
import type { AnalysisInput, AnalysisOutcome, Analyzer } from './analysis-input.ts';
import { findCitations } from './citations/find-citations.ts';
import { classifyDocument } from './classification/classify-document.ts';
import { type DocumentSentence, documentSentences } from './clauses/document-sentences.ts';
import { type FoundClause, searchClauses } from './clauses/find-clauses.ts';
import { confidencesOfCategory } from './confidence-of-category.ts';
import { datesOfCategory } from './dates/dates-of-category.ts';
import { findDates } from './dates/find-dates.ts';
import { findEnactingLaw } from './jurisdiction/find-enacting-law.ts';
import { findGoverningLaw } from './jurisdiction/find-governing-law.ts';
import { findObligations } from './obligations/find-obligations.ts';
import { findParties } from './parties/find-parties.ts';
import { findRisks } from './risks/find-risks.ts';
import { findTerms } from './terms/find-terms.ts';
import { verifyFindings } from './verify-findings.ts';

/** Sentences that are searched for clauses at a stretch. */
const batch = 100;
/** Kinds of documents whose "shall" tells a story or makes law rather than binding one party to another. */
const bindNoParty: ReadonlySet<DocumentCategory> = new Set([
  'case_law',
  'brief',
  'pleading',
  'financial',
  'statute',
  'regulation',
  'policy',
]);
const laws: ReadonlySet<DocumentCategory> = new Set(['statute', 'regulation']);
/** So many types of clauses make a document that calls itself no contract worth reading as one. */
const fewestClauses = 4;

/**
 * Analyses documents by fixed rules alone: it quotes and computes, asks no model and reaches no network. The same
 * text gives the same findings. Lets other work run between its steps.
 */
export class OfflineAnalyzer implements Analyzer {
  readonly provider = 'offline';
  readonly model = 'offline-rules-v1';

  async analyse(input: AnalysisInput): Promise<AnalysisOutcome> {
    const { looked, ranges, reasoning } = analysedPart(input.text);
    const sentences = documentSentences(input.text, ranges);
    await setImmediate();
    const classification = classifyDocument(looked.text, sentences, input.mediaType);
    const category = classification.category?.value ?? null;
    await setImmediate();
    const clauses = await clausesOf(sentences, category);
    const located = await locate(looked, input, category);
    const binds = category === null || !bindNoParty.has(category);
    const obligations = binds ? findObligations(input.text, sentences) : [];
    await setImmediate();
    const risks = findRisks(input.text, sentences, clauses, category);
    await setImmediate();
    const findings = { ...located, sentences, classification, clauses, obligations, risks };
    const content = confidencesOfCategory(offlineContent(input.text, findings));
    return {
      content: verifyFindings(input.text, content).content,
      tokensUsed: 0,
      costMicroUsd: 0,
      reasoning,
    };
  }
}

type Located = Pick<OfflineFindings, 'parties' | 'keyDates' | 'citations' | 'keyTerms' | 'law'>;

async function locate(
  text: ExtractedText,
  { fileName, title, sentAt }: AnalysisInput,
  category: DocumentCategory | null,
): Promise<Located> {
  const keyDates = datesOfCategory(findDates(text, { sentAt }), category);
  await setImmediate();
  const parties = findParties(text, { fileName, title });
  await setImmediate();
  const citations = findCitations(text);
  await setImmediate();
  const keyTerms = findTerms(text);
  await setImmediate();
  const law = category !== null && laws.has(category) ? findEnactingLaw(text) : findGoverningLaw(text);
  await setImmediate();
  return { keyDates, parties, citations, keyTerms, law };
}

async function clausesOf(
  sentences: readonly DocumentSentence[],
  category: DocumentCategory | null,
): Promise<FoundClause[]> {
  if (category !== null && category !== 'contract') return [];
  const search = searchClauses();
  for (let from = 0; from < sentences.length; from += batch) {
    search.read(sentences.slice(from, from + batch));
    await setImmediate();
  }
  const found = search.found();
  return category === 'contract' || found.length >= fewestClauses ? found : [];
}
