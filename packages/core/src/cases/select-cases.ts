import type { Transaction } from '@elenchus/db/database';
import { cases, documents } from '@elenchus/db/schema/documents';
import { eq } from 'drizzle-orm';

/** Cases with the number of their documents; add conditions with `where`. */
export function selectCases(tx: Transaction) {
  return tx
    .select({ row: cases, documentCount: tx.$count(documents, eq(documents.caseId, cases.id)) })
    .from(cases)
    .$dynamic();
}
