import type { DocumentStatus } from '@elenchus/contracts/documents/models';
import { type DocumentRow, documents, objectDeletions } from '@elenchus/db/schema/documents';
import { withJobs, withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { deleteObjects } from '../documents/delete-objects.ts';
import { originalKey } from '../documents/object-keys.ts';
import type { ServiceContext, TenantContext } from '../platform/context.ts';
import { faultName } from '../platform/fault-name.ts';
import { endDocument } from './end-document.ts';
import { failureOf } from './failure-of.ts';
import { startIngestion } from './start-ingestion.ts';

type Context = ServiceContext<'db' | 'objects' | 'machine'>;
type Stuck = Pick<
  DocumentRow,
  'id' | 'organizationId' | 'status' | 'attempt' | 'automaticAttempts' | 'uploadExpiresAt' | 'updatedAt'
>;

/** An attempt whose execution has ended is looked at when its document has not moved for so long. */
const quietMs = 120_000;
/** An upload that never came is rejected so long after its form expired. */
const graceMs = 3_600_000;
/** Attempts that the reconciler makes by itself before it gives up. */
const maxAutomaticAttempts = 2;
/** Rows read at a time, and handled side by side. */
const pageSize = 500;
const atOnce = 10;
const unfinished: readonly DocumentStatus[] = ['awaiting_upload', 'pending', 'processing'];

/**
 * Finds what is stuck and moves it on: objects of deleted documents, uploads whose event was lost, uploads
 * that never came, attempts whose execution is gone. Safe to run at any time, and beside itself.
 */
export async function reconcileDocuments(call: { readonly ctx: Context }): Promise<void> {
  const { ctx } = call;
  const deletions = await withJobs(ctx, (tx) =>
    tx.select().from(objectDeletions).orderBy(asc(objectDeletions.createdAt)).limit(pageSize),
  );
  await forEach(ctx, deletions, ({ organizationId, keyPrefix }) =>
    deleteObjects({ ctx: { ...ctx, organizationId }, input: { keyPrefix } }),
  );
  let page = await findUnfinished(ctx, null);
  while (page.length > 0) {
    await forEach(ctx, page, (row) => reconcile({ ...ctx, organizationId: row.organizationId }, row));
    page = await findUnfinished(ctx, page.at(-1)?.id ?? null);
  }
}

/** One that cannot be helped must not keep the others waiting. */
async function forEach<T>(
  ctx: Context,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < items.length; at += atOnce) {
    const results = await Promise.allSettled(items.slice(at, at + atOnce).map(work));
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      const error = faultName(result.reason);
      ctx.logger.error('reconciler.failed', { error });
    }
  }
}

function findUnfinished(ctx: Context, after: string | null): Promise<Stuck[]> {
  return withJobs(ctx, (tx) =>
    tx
      .select({
        id: documents.id,
        organizationId: documents.organizationId,
        status: documents.status,
        attempt: documents.attempt,
        automaticAttempts: documents.automaticAttempts,
        uploadExpiresAt: documents.uploadExpiresAt,
        updatedAt: documents.updatedAt,
      })
      .from(documents)
      .where(
        and(
          inArray(documents.status, ['awaiting_upload', 'pending', 'processing']),
          after === null ? undefined : gt(documents.id, after),
        ),
      )
      .orderBy(asc(documents.id))
      .limit(pageSize),
  );
}

async function reconcile(ctx: TenantContext<'db' | 'objects' | 'machine'>, row: Stuck): Promise<void> {
  if (row.status === 'awaiting_upload') return reconcileUpload(ctx, row);
  const input = { organizationId: row.organizationId, documentId: row.id, attempt: row.attempt };
  const state = await ctx.ports.machine.state(input);
  if (state === 'running') return;
  if (state === 'unknown') return ctx.ports.machine.start(input);
  // The row may be older than the end of its execution: only one that has been quiet is taken for stuck.
  if (row.updatedAt.getTime() > ctx.clock().getTime() - quietMs) return;
  if (row.automaticAttempts >= maxAutomaticAttempts) {
    const from = ['pending', 'processing'] as const;
    return endDocument(ctx, { ...input, from, status: 'failed', ...failureOf('internal') });
  }
  const [next] = await withTenant(ctx, (tx) =>
    tx
      .update(documents)
      .set({
        attempt: row.attempt + 1,
        automaticAttempts: row.automaticAttempts + 1,
        status: 'pending',
        version: sql`${documents.version} + 1`,
        updatedAt: ctx.clock(),
      })
      .where(
        and(
          eq(documents.id, row.id),
          eq(documents.attempt, row.attempt),
          inArray(documents.status, ['pending', 'processing']),
        ),
      )
      .returning({ attempt: documents.attempt }),
  );
  if (next) await ctx.ports.machine.start({ ...input, attempt: next.attempt });
}

async function reconcileUpload(ctx: TenantContext<'db' | 'objects' | 'machine'>, row: Stuck): Promise<void> {
  const head = await ctx.ports.objects.head(originalKey(row.organizationId, row.id));
  if (head) return startIngestion({ ctx, input: { documentId: row.id, versionId: head.versionId } });
  if (ctx.clock().getTime() < row.uploadExpiresAt.getTime() + graceMs) return;
  const parent = await findParent(ctx, row.id);
  // The step that has found the file comes back to it.
  if (parent !== undefined && unfinished.includes(parent.status)) return;
  await endDocument(ctx, {
    documentId: row.id,
    attempt: row.attempt,
    from: ['awaiting_upload'],
    status: 'rejected',
    code: 'upload_expired',
    message:
      parent === undefined
        ? 'The file was announced but never arrived. Announce and upload it again.'
        : 'The file stands inside of another document, which could not be taken apart to its end. Process that document again.',
  });
}

/** The document that a file stands inside of; undefined for one that was uploaded by itself. */
async function findParent(ctx: TenantContext<'db'>, documentId: string): Promise<DocumentRow | undefined> {
  return withTenant(ctx, async (tx) => {
    const [row] = await tx.select().from(documents).where(eq(documents.id, documentId));
    if (!row?.parentDocumentId) return undefined;
    const [parent] = await tx.select().from(documents).where(eq(documents.id, row.parentDocumentId));
    return parent;
  });
}
