import type { Document } from '@elenchus/contracts/documents/models';
import { withTenant } from '@elenchus/db/tenant';
import { recordAudit } from '../audit/record-audit.ts';
import type { CallerContext } from '../platform/context.ts';
import { beginAttempt } from './begin-attempt.ts';
import { presentDocument } from './present-document.ts';

/**
 * Begins a new attempt for each document, or for none: throws `not_found` and `conflict` for the first that
 * cannot be processed. What a crash keeps from starting, the reconciler starts.
 */
export async function reprocessDocuments(call: {
  readonly ctx: CallerContext<'db' | 'machine'>;
  readonly input: { readonly documentIds: readonly string[] };
}): Promise<{ data: Document[] }> {
  const { ctx } = call;
  // In one order, so that two callers with the same documents do not wait for each other.
  const ids = [...new Set(call.input.documentIds)].toSorted();
  const rows = await withTenant(ctx, async (tx) => {
    const begun = [];
    for (const id of ids) begun.push(await beginAttempt(ctx, tx, id));
    await recordAudit(
      ctx,
      tx,
      ...begun.map(({ id, attempt }) => ({
        action: 'document.reprocess_requested' as const,
        resource: { type: 'document', id },
        details: { attempt },
      })),
    );
    return begun;
  });
  await Promise.all(
    rows.map(({ organizationId, id: documentId, attempt }) =>
      ctx.ports.machine.start({ organizationId, documentId, attempt }),
    ),
  );
  return { data: rows.map(presentDocument) };
}
