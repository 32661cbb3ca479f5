import type { LegalCase } from '@elenchus/contracts/cases/models';
import type { CaseRow } from '@elenchus/db/schema/documents';

/** A case as answers show it. */
export function presentCase({ row, documentCount }: { row: CaseRow; documentCount: number }): LegalCase {
  const { organizationId: _, createdAt, updatedAt, ...fields } = row;
  return { ...fields, documentCount, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
