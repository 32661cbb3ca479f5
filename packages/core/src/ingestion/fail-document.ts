import type { FailInput } from '@elenchus/contracts/documents/ingestion';
import { documentEvents, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, inArray } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { type FailureWords, failureOf } from './failure-of.ts';

/** Ends an attempt that every retry has failed, with a reason for people. Safe to repeat. */
export async function failDocument(call: {
  readonly ctx: TenantContext<'db'>;
  readonly input: FailInput;
}): Promise<void> {
  const { ctx, input } = call;
  ctx.logger.error('ingestion.failed', { documentId: input.documentId, error: input.error.Error });
  await recordFailure(ctx, input, failureOf(input.error.Error));
}

/** Writes the failure, if this attempt is still the one to work on the document. */
export async function recordFailure(
  ctx: TenantContext<'db'>,
  input: { readonly documentId: string; readonly attempt: number },
  failure: FailureWords,
): Promise<void> {
  const { documentId, attempt } = input;
  const now = ctx.clock();
  await withTenant(ctx, async (tx) => {
    const changed = await tx
      .update(documents)
      .set({ status: 'failed', failureCode: failure.code, failureMessage: failure.message, updatedAt: now })
      .where(
        and(
          eq(documents.id, documentId),
          eq(documents.attempt, attempt),
          inArray(documents.status, ['pending', 'processing']),
        ),
      )
      .returning({ id: documents.id });
    if (changed.length === 0) return;
    await tx.insert(documentEvents).values({
      id: ctx.newId(),
      organizationId: ctx.organizationId,
      documentId,
      attempt,
      stage: 'fail',
      status: 'failed',
      startedAt: now,
      durationMs: 0,
      detail: `${failure.code}: ${failure.message}`,
    });
  });
}
