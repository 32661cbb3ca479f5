import type { Transaction } from '@elenchus/db/database';
import { type DocumentRow, documents } from '@elenchus/db/schema/documents';
import { eq } from 'drizzle-orm';
import { NotFoundError } from '../platform/errors.ts';

/** Reads a document's row. Throws `not_found`. */
export async function findDocument(tx: Transaction, documentId: string): Promise<DocumentRow> {
  const [row] = await tx.select().from(documents).where(eq(documents.id, documentId));
  if (!row) throw new NotFoundError('document', documentId);
  return row;
}

/** Reads a document's row and keeps others from changing it until the transaction ends. Throws `not_found`. */
export async function lockDocument(tx: Transaction, documentId: string): Promise<DocumentRow> {
  const [row] = await tx.select().from(documents).where(eq(documents.id, documentId)).for('update');
  if (!row) throw new NotFoundError('document', documentId);
  return row;
}
