import type { Transaction } from '@elenchus/db/database';
import { type CaseRow, cases } from '@elenchus/db/schema/documents';
import { eq } from 'drizzle-orm';
import { NotFoundError } from '../platform/errors.ts';

/** Reads a case's row. Throws `not_found`. */
export async function findCase(tx: Transaction, caseId: string): Promise<CaseRow> {
  const [row] = await tx.select().from(cases).where(eq(cases.id, caseId));
  if (!row) throw new NotFoundError('case', caseId);
  return row;
}
