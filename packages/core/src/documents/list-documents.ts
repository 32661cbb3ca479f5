import type { Document } from '@elenchus/contracts/documents/models';
import type { listDocuments as contract } from '@elenchus/contracts/documents/routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, arrayContains, desc, eq, lt, sql } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { decodeCursor, idPosition, toPage } from '../platform/paging.ts';
import { presentDocument } from './present-document.ts';

/** A page of documents, newest first. Throws `invalid_cursor`. */
export async function listDocuments(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: RouteRequest<typeof contract>['query'];
}): Promise<{ data: Document[]; nextCursor: string | null }> {
  const { limit, cursor, caseId, batchId, parentDocumentId, status, category, tag } = call.input;
  const before = decodeCursor(cursor, idPosition);
  const rows = await withTenant(call.ctx, (tx) =>
    tx
      .select()
      .from(documents)
      .where(
        and(
          before ? lt(documents.id, before) : undefined,
          caseId ? eq(documents.caseId, caseId) : undefined,
          batchId ? eq(documents.batchId, batchId) : undefined,
          parentDocumentId ? eq(documents.parentDocumentId, parentDocumentId) : undefined,
          status ? eq(documents.status, status) : undefined,
          category ? sql`${documents.category} = ${category}` : undefined,
          tag ? arrayContains(documents.tags, [tag]) : undefined,
        ),
      )
      .orderBy(desc(documents.id))
      .limit(limit + 1),
  );
  return toPage(rows, limit, (row) => row.id, presentDocument);
}
