import type { Transaction } from '@elenchus/db/database';
import { isConflict } from '@elenchus/db/errors';
import { cases, type DocumentRow, documents, objectDeletions } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { CallerContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { type ExpectedVersion, requireVersion } from '../platform/require-version.ts';
import { deleteObjects } from './delete-objects.ts';
import { lockDocument } from './find-document.ts';
import { documentPrefix } from './object-keys.ts';

/**
 * Deletes a document with all that was made of it, and the files that stand inside of it. Its objects are noted
 * in the same transaction and removed after it; what a crash leaves, the reconciler removes. Throws `not_found`,
 * `legal_hold`, `precondition_failed`.
 */
export async function deleteDocument(call: {
  readonly ctx: CallerContext<'db' | 'objects'>;
  readonly input: { readonly documentId: string } & Pick<ExpectedVersion, 'ifMatch'>;
}): Promise<void> {
  const { ctx } = call;
  const { documentId, ifMatch } = call.input;
  const family = await repeatOnConflict(() =>
    withTenant(ctx, async (tx) => {
      const root = await lockDocument(tx, documentId);
      requireVersion(root.version, { ifMatch });
      await refuseUnderHold(tx, root);
      const leaving = await lockFamily(tx, root);
      const ids = leaving.map(({ id }) => id);
      await tx
        .insert(objectDeletions)
        .values(
          ids.map((id) => ({
            organizationId: ctx.organizationId,
            keyPrefix: documentPrefix(ctx.organizationId, id),
            createdAt: ctx.clock(),
          })),
        )
        .onConflictDoNothing();
      await rememberRemoval(tx, documentId);
      await handDuplicatesOn(tx, ids);
      await tx.delete(documents).where(inArray(documents.id, ids));
      await recordAudit(
        ctx,
        tx,
        ...leaving.map(({ id, fileName, sha256 }) => ({
          action: 'document.deleted' as const,
          resource: { type: 'document', id },
          details: { fileName, sha256 },
        })),
      );
      return ids;
    }),
  );
  for (const id of family) {
    await deleteObjects({ ctx, input: { keyPrefix: documentPrefix(ctx.organizationId, id) } });
  }
}

type Member = Pick<DocumentRow, 'id' | 'fileName' | 'sha256'>;

/** A document and the files inside of it, at any depth. */
async function lockFamily(tx: Transaction, root: Member): Promise<Member[]> {
  const family = [root];
  let parents = family;
  while (parents.length > 0) {
    const ids = parents.map(({ id }) => id);
    parents = await tx
      .select({ id: documents.id, fileName: documents.fileName, sha256: documents.sha256 })
      .from(documents)
      .where(inArray(documents.parentDocumentId, ids))
      .for('update');
    family.push(...parents);
  }
  return family;
}

/** A duplicate that finishes meanwhile may point to the document that goes; after that it is seen. */
async function repeatOnConflict<T>(work: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries <= 1 || !isConflict(error)) throw error;
    return repeatOnConflict(work, tries - 1);
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

/** A file that a person removed from a document does not come back when that document is processed again. */
async function rememberRemoval(tx: Transaction, documentId: string): Promise<void> {
  await tx.execute(sql`
    update documents set removed_files = array_append(removed_files, ${documentId}::uuid)
    where id = (select parent_document_id from documents where id = ${documentId})`);
}

/**
 * Of equal files in a case one is the original. Duplicates of a document that goes point to its own original, or
 * the oldest of them, which does not go too, takes its place in search.
 */
async function handDuplicatesOn(tx: Transaction, leaving: string[]): Promise<void> {
  // Only one original of a content may be there at a time, so those that go resign first.
  await tx.update(documents).set({ sha256: null }).where(inArray(documents.id, leaving));
  const rows = await tx
    .select({ id: documents.id, duplicateOf: documents.duplicateOf })
    .from(documents)
    .where(inArray(documents.id, leaving));
  for (const { id, duplicateOf } of rows.filter((row) => row.duplicateOf !== null)) {
    await tx.update(documents).set({ duplicateOf }).where(eq(documents.duplicateOf, id));
  }
  for (const { id } of rows.filter((row) => row.duplicateOf === null)) await promoteHeir(tx, id, leaving);
}

async function promoteHeir(tx: Transaction, documentId: string, leaving: readonly string[]): Promise<void> {
  const [heir] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.duplicateOf, documentId), notInArray(documents.id, [...leaving])))
    .orderBy(asc(documents.id))
    .limit(1);
  if (!heir) return;
  await tx.update(documents).set({ duplicateOf: null }).where(eq(documents.id, heir.id));
  await tx
    .update(documents)
    .set({ duplicateOf: heir.id })
    .where(and(eq(documents.duplicateOf, documentId), notInArray(documents.id, [...leaving])));
}
