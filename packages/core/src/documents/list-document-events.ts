import { documentEvents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { decodeCursor, idPosition, toPage } from '../platform/paging.ts';
import { findDocument } from './find-document.ts';

/** A page of what the pipeline did with a document, oldest first. Throws `not_found`, `invalid_cursor`. */
export async function listDocumentEvents(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: {
    readonly documentId: string;
    readonly limit: number;
    readonly cursor?: string | undefined;
  };
}) {
  const { documentId, limit, cursor } = call.input;
  const after = decodeCursor(cursor, idPosition);
  const rows = await withTenant(call.ctx, async (tx) => {
    await findDocument(tx, documentId);
    return tx
      .select()
      .from(documentEvents)
      .where(and(eq(documentEvents.documentId, documentId), after ? gt(documentEvents.id, after) : undefined))
      .orderBy(asc(documentEvents.id))
      .limit(limit + 1);
  });
  return toPage(
    rows,
    limit,
    (row) => row.id,
    ({ id, stage, status, startedAt, durationMs, attempt, detail }) => ({
      id,
      stage,
      status,
      startedAt: startedAt.toISOString(),
      durationMs,
      attempt,
      detail,
    }),
  );
}
