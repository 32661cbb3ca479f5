import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';

/** A profile is an index of a document, not a copy of it. */
const longest = 20_000;

/** The words of an analysis by which people look for a document: type, summary, parties, obligations, risks. */
export function profileText(content: AnalysisContent): string {
  const { documentType, summary, parties, obligations, risks, keywords } = content;
  return [
    documentType ?? '',
    summary,
    ...parties.map(({ name, role }) => `${name} ${role ?? ''}`),
    ...obligations.map(({ description }) => description),
    ...risks.map(({ type, description }) => `${type.replaceAll('_', ' ')} ${description}`),
    keywords.join(' '),
  ]
    .filter((part) => part.trim() !== '')
    .join('\n')
    .slice(0, longest)
    .toWellFormed();
}
