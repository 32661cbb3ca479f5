import type { Document } from '@elenchus/contracts/documents/models';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq, sql } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { NotFoundError, ProblemError } from '../platform/errors.ts';
import { presentDocument } from './present-document.ts';

/**
 * Begins a new attempt; an attempt that still runs is superseded. Throws `not_found`, and `conflict` when
 * the file was never uploaded.
 */
export async function reprocessDocument(call: {
  readonly ctx: UserContext<'db' | 'machine'>;
  readonly input: { readonly documentId: string };
}): Promise<Document> {
  const { ctx } = call;
  const { documentId } = call.input;
  const row = await withTenant(ctx, async (tx) => {
    const [found] = await tx.select().from(documents).where(eq(documents.id, documentId)).for('update');
    if (!found) throw new NotFoundError('document', documentId);
    if (found.originalVersionId === null) {
      throw new ProblemError('conflict', 'The file has not been uploaded; announce and upload it again.');
    }
    const [updated] = await tx
      .update(documents)
      .set({
        attempt: sql`${documents.attempt} + 1`,
        status: 'pending',
        progress: 0,
        failureCode: null,
        failureMessage: null,
        version: sql`${documents.version} + 1`,
        updatedAt: ctx.clock(),
      })
      .where(eq(documents.id, documentId))
      .returning();
    return updated ?? found;
  });
  const { organizationId, attempt } = row;
  await ctx.ports.machine.start({ organizationId, documentId, attempt });
  return presentDocument(row);
}
