import type { AnalysisContent, Evidence } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { evidenceAt } from './locate-evidence.ts';

export interface VerifiedFindings {
  readonly content: AnalysisContent;
  /** Findings left out because words quoted for them do not stand where they are said to stand. */
  readonly dropped: number;
}

const lists = [
  'parties',
  'keyDates',
  'obligations',
  'risks',
  'keyTerms',
  'clauses',
  'citations',
  'recommendations',
] as const satisfies readonly (keyof AnalysisContent)[];
const proven = ['documentType', 'purpose', 'category', 'jurisdiction', 'practiceArea'] as const;

/**
 * Leaves out of an analysis every finding one of whose quotations is not exactly the document's text at its
 * offsets and on its pages. A question answered with such a quotation loses its answer.
 */
export function verifyFindings(text: ExtractedText, content: AnalysisContent): VerifiedFindings {
  let dropped = 0;
  const holds = ({ evidence }: { readonly evidence: readonly Evidence[] }) => {
    const all = evidence.length > 0 && evidence.every((each) => isQuotation(text, each));
    if (!all) dropped += 1;
    return all;
  };
  const kept = Object.fromEntries(lists.map((list) => [list, content[list].filter(holds)]));
  const basis = Object.fromEntries(
    Object.entries(content.basis).filter(([, each]) => each !== undefined && holds(each)),
  );
  const unproven = proven.filter((field) => content.basis[field] !== undefined && basis[field] === undefined);
  const extractedFields = Object.fromEntries(
    Object.entries(content.extractedFields).filter(([, field]) => holds(field)),
  );
  const answers = content.answers.map((answer) =>
    answer.answer === null || holds(answer)
      ? answer
      : { ...answer, answer: null, confidence: 0, evidence: [] },
  );
  return {
    content: {
      ...content,
      ...kept,
      ...Object.fromEntries(unproven.map((field) => [field, null])),
      summary: content.basis.summary !== undefined && basis['summary'] === undefined ? '' : content.summary,
      extractedFields,
      answers,
      basis,
    },
    dropped,
  };
}

function isQuotation(text: ExtractedText, { start, end, quote, page, pageTo }: Evidence): boolean {
  if (quote.trim() === '' || end > text.text.length || text.text.slice(start, end) !== quote) return false;
  const there = evidenceAt(text, start, end);
  return there.page === page && there.pageTo === pageTo;
}
