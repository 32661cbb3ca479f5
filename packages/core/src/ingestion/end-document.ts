import type { FailureCode } from '@elenchus/contracts/documents/failure-codes';
import type { DocumentStatus } from '@elenchus/contracts/documents/models';
import { documentEvents, documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { TenantContext } from '../platform/context.ts';
import { processedRecord } from './processed-record.ts';

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
    const [ended] = await tx
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
      .returning();
    if (!ended) return;
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
    await recordAudit(ctx, tx, processedRecord(ended));
  });
}
