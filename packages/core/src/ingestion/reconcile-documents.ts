import { type DocumentRow, documents, objectDeletions } from '@elenchus/db/schema/documents';
import { withJobs, withTenant } from '@elenchus/db/tenant';
import { and, eq, gt, inArray, lt, or, sql } from 'drizzle-orm';
import { deleteObjects } from '../documents/delete-objects.ts';
import { originalKey } from '../documents/object-keys.ts';
import type { ServiceContext, TenantContext } from '../platform/context.ts';
import { recordFailure } from './fail-document.ts';
import { failureOf } from './failure-of.ts';
import { startIngestion } from './start-ingestion.ts';

type Context = ServiceContext<'db' | 'objects' | 'machine'>;
type Stuck = Pick<DocumentRow, 'id' | 'organizationId' | 'status' | 'attempt' | 'uploadExpiresAt'>;

/** A step that has not moved for so long is looked at; what merely waits to start is looked at always. */
const quietMs = 120_000;
/** An upload that never came is rejected so long after its form expired. */
const graceMs = 3_600_000;
/** Attempts that the reconciler makes by itself before it gives up. */
const maxAttempts = 3;
/** Rows read at a time. */
const pageSize = 500;

/**
 * Finds what is stuck and moves it on: uploads whose event was lost, uploads that never came, attempts
 * whose execution is gone, objects of deleted documents. Safe to run at any time and more than once.
 */
export async function reconcileDocuments(call: { readonly ctx: Context }): Promise<void> {
  const { ctx } = call;
  for (
    let page = await findStuck(ctx, null);
    page.length > 0;
    page = await findStuck(ctx, page.at(-1)?.id ?? null)
  ) {
    for (const row of page) {
      await attempt(ctx, row.id, () => reconcile({ ...ctx, organizationId: row.organizationId }, row));
    }
  }
  const deletions = await withJobs(ctx, (tx) => tx.select().from(objectDeletions).limit(pageSize));
  for (const { organizationId, keyPrefix } of deletions) {
    await attempt(ctx, keyPrefix, () =>
      deleteObjects({ ctx: { ...ctx, organizationId }, input: { keyPrefix } }),
    );
  }
}

/** One that cannot be helped must not keep the others waiting. */
async function attempt(ctx: Context, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    ctx.logger.error('reconciler.failed', { what, error: error instanceof Error ? error.name : 'unknown' });
  }
}

function findStuck(ctx: Context, after: string | null): Promise<Stuck[]> {
  const quietSince = new Date(ctx.clock().getTime() - quietMs);
  return withJobs(ctx, (tx) =>
    tx
      .select({
        id: documents.id,
        organizationId: documents.organizationId,
        status: documents.status,
        attempt: documents.attempt,
        uploadExpiresAt: documents.uploadExpiresAt,
      })
      .from(documents)
      .where(
        and(
          after === null ? undefined : gt(documents.id, after),
          or(
            inArray(documents.status, ['awaiting_upload', 'pending']),
            and(eq(documents.status, 'processing'), lt(documents.updatedAt, quietSince)),
          ),
        ),
      )
      .orderBy(documents.id)
      .limit(pageSize),
  );
}

async function reconcile(ctx: TenantContext<'db' | 'objects' | 'machine'>, row: Stuck): Promise<void> {
  if (row.status === 'awaiting_upload') return reconcileUpload(ctx, row);
  const input = { organizationId: row.organizationId, documentId: row.id, attempt: row.attempt };
  const state = await ctx.ports.machine.state(input);
  if (state === 'running') return;
  if (state === 'unknown') return ctx.ports.machine.start(input);
  // What is only pending has an execution that ended before its row could say so, or none yet.
  if (row.attempt >= maxAttempts) return recordFailure(ctx, input, failureOf('internal'));
  const restarted = await withTenant(ctx, (tx) =>
    tx
      .update(documents)
      .set({ attempt: sql`${documents.attempt} + 1`, status: 'pending', updatedAt: ctx.clock() })
      .where(and(eq(documents.id, row.id), eq(documents.attempt, row.attempt)))
      .returning({ attempt: documents.attempt }),
  );
  const [next] = restarted;
  if (next) await ctx.ports.machine.start({ ...input, attempt: next.attempt });
}

async function reconcileUpload(ctx: TenantContext<'db' | 'objects' | 'machine'>, row: Stuck): Promise<void> {
  const head = await ctx.ports.objects.head(originalKey(row.organizationId, row.id));
  if (head) return startIngestion({ ctx, input: { documentId: row.id, versionId: head.versionId } });
  const now = ctx.clock();
  if (now.getTime() < row.uploadExpiresAt.getTime() + graceMs) return;
  await withTenant(ctx, (tx) =>
    tx
      .update(documents)
      .set({
        status: 'rejected',
        progress: 1,
        failureCode: 'upload_expired',
        failureMessage: 'The file was announced but never arrived. Announce and upload it again.',
        updatedAt: now,
      })
      .where(and(eq(documents.id, row.id), eq(documents.status, 'awaiting_upload'))),
  );
}
