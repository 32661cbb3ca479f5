import type { AnalysisContent, DocumentCategory } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { DocumentSentence } from '../clauses/document-sentences.ts';
import type { FoundClause } from '../clauses/find-clauses.ts';
import { evidenceAt } from '../locate-evidence.ts';
import { contractRisks, correspondenceRisks, type RiskRule } from './risk-rules.ts';

type Risk = AnalysisContent['risks'][number];

const mostSentences = 2;
/** No document of the development set is labelled with risks; that a clause is there tells not that it is one. */
const unlabelled = 0.5;
/** A clause whose rules were right less often than this shows no risk. */
const leastClauseConfidence = 0.5;
const leastChars = 20;
const order = { high: 0, medium: 1, low: 2 };

/** Risks by fixed rules, the severe ones first: in contracts by their clauses, in letters by what is threatened. */
export function findRisks(
  text: ExtractedText,
  sentences: readonly DocumentSentence[],
  clauses: readonly FoundClause[],
  category: DocumentCategory | null,
): Risk[] {
  const byType = new Map(
    clauses
      .filter(({ confidence }) => confidence >= leastClauseConfidence)
      .map((clause) => [clause.type, clause]),
  );
  const found = rulesFor(category).flatMap((rule): Risk[] => {
    const clause = rule.clause === null ? undefined : byType.get(rule.clause);
    if (rule.clause !== null && clause === undefined) return [];
    const proof: DocumentSentence[] = [];
    for (const sentence of clause?.sentences ?? sentences) {
      if (proof.length < mostSentences && holds(rule, sentence)) proof.push(sentence);
    }
    if (proof.length === 0) return [];
    const { type, severity, description } = rule;
    return [
      {
        type,
        severity,
        description,
        confidence: unlabelled,
        evidence: proof.map(({ start, end }) => evidenceAt(text, start, end)),
      },
    ];
  });
  return found.sort((a, b) => order[a.severity] - order[b.severity]);
}

function rulesFor(category: DocumentCategory | null): readonly RiskRule[] {
  if (category === 'contract') return contractRisks;
  return category === 'correspondence' || category === 'memorandum' ? correspondenceRisks : [];
}

function holds({ all, none }: RiskRule, { words }: DocumentSentence): boolean {
  if (words.length < leastChars) return false;
  return all.every((pattern) => pattern.test(words)) && !(none?.test(words) ?? false);
}
