import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { noteOrphanedObjects } from '../documents/note-orphaned-objects.ts';
import type { TenantContext } from '../platform/context.ts';

export interface StartIngestionInput {
  readonly documentId: string;
  /** The version of the object that the event tells of; this very one is read from now on. */
  readonly versionId: string;
}

/**
 * Starts the pipeline for an upload that has arrived. Events come more than once and late: only the first
 * moves a document on, a repeat starts the same attempt again, which starts nothing. An object without a
 * document (deleted meanwhile) is noted for removal.
 */
export async function startIngestion(call: {
  readonly ctx: TenantContext<'db' | 'machine'>;
  readonly input: StartIngestionInput;
}): Promise<void> {
  const { ctx, input } = call;
  const { organizationId } = ctx;
  const attempt = await withTenant(ctx, async (tx) => {
    const [row] = await tx.select().from(documents).where(eq(documents.id, input.documentId)).for('update');
    if (!row) {
      await noteOrphanedObjects(ctx, tx, input.documentId);
      return null;
    }
    if (row.status === 'pending') return row.attempt;
    if (row.status !== 'awaiting_upload') return null;
    await tx
      .update(documents)
      .set({
        status: 'pending',
        originalVersionId: input.versionId,
        version: row.version + 1,
        updatedAt: ctx.clock(),
      })
      .where(eq(documents.id, row.id));
    return row.attempt;
  });
  if (attempt === null) return;
  await ctx.ports.machine.start({ organizationId, documentId: input.documentId, attempt });
}
