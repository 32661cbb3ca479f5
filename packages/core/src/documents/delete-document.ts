import type { Transaction } from '@elenchus/db/database';
import { isConflict } from '@elenchus/db/errors';
import { cases, type DocumentRow, documents, objectDeletions } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { asc, eq } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { deleteObjects } from './delete-objects.ts';
import { lockDocument } from './find-document.ts';
import { documentPrefix } from './object-keys.ts';

/**
 * Deletes a document with all that was made of it. Its objects are noted in the same transaction and
 * removed after it; what a crash leaves, the reconciler removes. Throws `not_found`, `legal_hold`.
 */
export async function deleteDocument(call: {
  readonly ctx: UserContext<'db' | 'objects'>;
  readonly input: { readonly documentId: string };
}): Promise<void> {
  const { ctx } = call;
  const { documentId } = call.input;
  const keyPrefix = documentPrefix(ctx.organizationId, documentId);
  await repeatOnConflict(() =>
    withTenant(ctx, async (tx) => {
      await refuseUnderHold(tx, await lockDocument(tx, documentId));
      await tx
        .insert(objectDeletions)
        .values({ organizationId: ctx.organizationId, keyPrefix, createdAt: ctx.clock() })
        .onConflictDoNothing();
      await promoteDuplicate(tx, documentId);
      await tx.delete(documents).where(eq(documents.id, documentId));
    }),
  );
  await deleteObjects({ ctx, input: { keyPrefix } });
}

/** A duplicate that finishes meanwhile may point to the document that goes; after that it is seen. */
async function repeatOnConflict(work: () => Promise<void>, tries = 3): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (tries <= 1 || !isConflict(error)) throw error;
    await repeatOnConflict(work, tries - 1);
  }
}

async function refuseUnderHold(tx: Transaction, { caseId }: DocumentRow): Promise<void> {
  const [found] = await tx
    .select({ legalHold: cases.legalHold })
    .from(cases)
    .where(eq(cases.id, caseId))
    .for('share');
  if (!found?.legalHold) return;
  throw new ProblemError('legal_hold', 'Nothing of this case may be deleted until an admin lifts the hold.');
}

/** The oldest duplicate of a document that goes takes its place: it is found in search from then on. */
async function promoteDuplicate(tx: Transaction, documentId: string): Promise<void> {
  const [heir] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(eq(documents.duplicateOf, documentId))
    .orderBy(asc(documents.id))
    .limit(1);
  if (!heir) return;
  // Of equal files in a case only one may be the original, so the old one resigns first.
  await tx.update(documents).set({ sha256: null }).where(eq(documents.id, documentId));
  await tx.update(documents).set({ duplicateOf: null }).where(eq(documents.id, heir.id));
  await tx.update(documents).set({ duplicateOf: heir.id }).where(eq(documents.duplicateOf, documentId));
}
