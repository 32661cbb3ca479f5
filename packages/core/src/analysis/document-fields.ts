import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import { documentCategory } from '@elenchus/contracts/documents/analysis';
import type { DocumentRow } from '@elenchus/db/schema/documents';

/** Of several dates, the one that stands for the document. */
const tellingDates = ['signed', 'effective', 'decided', 'filed', 'sent'];

/** The fields of a document that an analysis fills in; what a person has set stays. */
export function documentFields(document: DocumentRow, content: AnalysisContent): Partial<DocumentRow> {
  const found: Partial<DocumentRow> = {
    category: documentCategory.safeParse(content.category).data ?? null,
    jurisdiction: content.jurisdiction,
    practiceArea: content.practiceArea,
    keywords: content.keywords,
    documentDate: document.email?.sentAt?.slice(0, 10) ?? dateOf(content),
  };
  return Object.fromEntries(
    Object.entries(found).filter(([field]) => !document.editedFields.includes(field)),
  );
}

function dateOf({ keyDates }: AnalysisContent): string | null {
  for (const type of tellingDates) {
    const found = keyDates.find((each) => each.type === type && each.date !== null);
    if (found) return found.date;
  }
  return null;
}
