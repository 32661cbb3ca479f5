import type { FailureCode } from '@elenchus/contracts/documents/failure-codes';
import type { DocumentStatus } from '@elenchus/contracts/documents/models';
import { documentEvents, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';

export interface DocumentEnd {
  readonly documentId: string;
  readonly attempt: number;
  /** Statuses from which the document may end so; from any other nothing is written. */
  readonly from: readonly DocumentStatus[];
  readonly status: 'failed' | 'rejected';
  readonly code: FailureCode;
  readonly message: string;
}

/** Ends a document outside of its stages, with an event that says why. Safe to repeat. */
export async function endDocument(ctx: TenantContext<'db'>, end: DocumentEnd): Promise<void> {
  const { documentId, attempt, status, code, message } = end;
  const now = ctx.clock();
  await withTenant(ctx, async (tx) => {
    const changed = await tx
      .update(documents)
      .set({
        status,
        progress: 1,
        failureCode: code,
        failureMessage: message,
        version: sql`${documents.version} + 1`,
        updatedAt: now,
      })
      .where(
        and(
          eq(documents.id, documentId),
          eq(documents.attempt, attempt),
          inArray(documents.status, [...end.from]),
        ),
      )
      .returning({ id: documents.id });
    if (changed.length === 0) return;
    await tx.insert(documentEvents).values({
      id: ctx.newId(),
      organizationId: ctx.organizationId,
      documentId,
      attempt,
      stage: 'end',
      status,
      startedAt: now,
      durationMs: 0,
      detail: `${code}: ${message}`,
    });
  });
}
