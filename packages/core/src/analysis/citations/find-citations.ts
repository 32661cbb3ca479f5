import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { evidenceAt } from '../locate-evidence.ts';
import { citationConfidences } from './confidences.ts';
import { codeCitations } from './find-code-citations.ts';
import { volumeCitations } from './find-volume-citations.ts';
import type { FoundCitation } from './found-citation.ts';

type LegalCitation = AnalysisContent['citations'][number];

const mostCitations = 300;
const mostEvidence = 3;

/**
 * What a document cites: cases and articles by volume and page, codes, regulations, session laws, constitutions and
 * federal rules, each once in its usual form, in the order of the text. "Id.", "supra" and "at 5" forms are left out.
 */
export function findCitations(text: ExtractedText): LegalCitation[] {
  const all = [...volumeCitations(text.text), ...codeCitations(text.text)].sort((a, b) => a.start - b.start);
  const found = new Map<string, { citation: FoundCitation; at: FoundCitation[] }>();
  for (const each of all) {
    const known = found.get(each.key);
    if (!known) {
      if (found.size < mostCitations) found.set(each.key, { citation: each, at: [each] });
      continue;
    }
    if (known.at.length < mostEvidence) known.at.push(each);
    if (each.citation.length > known.citation.citation.length) known.citation = each;
  }
  return [...found.values()].map(({ citation: { kind, citation }, at }) => ({
    kind,
    citation,
    confidence: citationConfidences[kind],
    evidence: at.map(({ start, end }) => evidenceAt(text, start, end)),
  }));
}
