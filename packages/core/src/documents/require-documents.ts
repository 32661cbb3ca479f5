import type { Transaction } from '@elenchus/db/database';
import { documents } from '@elenchus/db/schema/documents';
import { inArray } from 'drizzle-orm';
import { NotFoundError } from '../platform/errors.ts';

/** Throws `not_found` for the first of the documents that is not there; the others stay until the transaction ends. */
export async function requireDocuments(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(inArray(documents.id, [...ids]))
    // In one order, so that two callers never wait for each other.
    .orderBy(documents.id)
    .for('key share');
  const found = new Set(rows.map((row) => row.id));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined) throw new NotFoundError('document', missing);
}
