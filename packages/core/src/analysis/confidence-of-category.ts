import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';

/** The confidence of what no labels tell. */
const unlabelled = 0.5;

/**
 * The findings with confidences that hold for the document's category: the figures were measured on contracts, so
 * those of every other document are 0.5.
 */
export function confidencesOfCategory(content: AnalysisContent): AnalysisContent {
  if (content.category === 'contract') return content;
  const plain = <Finding extends { readonly confidence: number }>(finding: Finding): Finding => ({
    ...finding,
    confidence: unlabelled,
  });
  return {
    ...content,
    parties: content.parties.map(plain),
    keyDates: content.keyDates.map(plain),
    clauses: content.clauses.map(plain),
    extractedFields: Object.fromEntries(
      Object.entries(content.extractedFields).map(([name, field]) => [name, plain(field)]),
    ),
    basis: {
      ...content.basis,
      ...(content.basis.jurisdiction === undefined
        ? {}
        : { jurisdiction: plain(content.basis.jurisdiction) }),
    },
  };
}
