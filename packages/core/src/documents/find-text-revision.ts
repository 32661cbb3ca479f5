import type { Transaction } from '@elenchus/db/database';
import { textRevisions } from '@elenchus/db/schema/documents';
import { and, eq } from 'drizzle-orm';
import { NotFoundError, ProblemError } from '../platform/errors.ts';
import { findDocument } from './find-document.ts';

/**
 * The wanted text of a document, or its present one. Throws `not_found`, and `conflict` when the document
 * has no text (yet).
 */
export async function findTextRevision(tx: Transaction, documentId: string, wanted: number | undefined) {
  const document = await findDocument(tx, documentId);
  const revision = wanted ?? document.textRevision;
  if (revision === null) {
    throw new ProblemError('conflict', `The document has no text: its status is "${document.status}".`);
  }
  const [row] = await tx
    .select()
    .from(textRevisions)
    .where(and(eq(textRevisions.documentId, documentId), eq(textRevisions.revision, revision)));
  if (!row) throw new NotFoundError(`text revision ${revision} of document`, documentId);
  return { document, revision: row };
}
