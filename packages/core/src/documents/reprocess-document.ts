import type { Document } from '@elenchus/contracts/documents/models';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { lockDocument } from './find-document.ts';
import { presentDocument } from './present-document.ts';

/**
 * Begins a new attempt, unless one is on its way already. Throws `not_found`, and `conflict` when the file
 * was never uploaded.
 */
export async function reprocessDocument(call: {
  readonly ctx: UserContext<'db' | 'machine'>;
  readonly input: { readonly documentId: string };
}): Promise<Document> {
  const { ctx } = call;
  const row = await withTenant(ctx, async (tx) => {
    const found = await lockDocument(tx, call.input.documentId);
    if (found.originalVersionId === null) {
      throw new ProblemError('conflict', 'The file has not been uploaded; announce and upload it again.');
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
  });
  const { organizationId, id: documentId, attempt } = row;
  await ctx.ports.machine.start({ organizationId, documentId, attempt });
  return presentDocument(row);
}
