import type { Transaction } from '@elenchus/db/database';
import { type DocumentRow, documents } from '@elenchus/db/schema/documents';
import { eq } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { lockDocument } from './find-document.ts';

/**
 * Makes a document pending for a new attempt, unless one is on its way already. Throws `not_found`, and
 * `conflict` when the file was never uploaded.
 */
export async function beginAttempt(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  documentId: string,
): Promise<DocumentRow> {
  const found = await lockDocument(tx, documentId);
  if (found.originalVersionId === null) {
    const detail = `The file of document ${found.id} has not been uploaded; announce and upload it again.`;
    throw new ProblemError('conflict', detail);
  }
  if (found.status === 'pending' || found.status === 'processing') return found;
  const changes = {
    attempt: found.attempt + 1,
    automaticAttempts: 0,
    status: 'pending' as const,
    progress: 0,
    failureCode: null,
    failureMessage: null,
    version: found.version + 1,
    updatedAt: ctx.clock(),
  };
  await tx.update(documents).set(changes).where(eq(documents.id, found.id));
  return { ...found, ...changes };
}
