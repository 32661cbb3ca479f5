import { chunks } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { decodeCursor, numberPosition, toPage } from '../platform/paging.ts';
import { findTextRevision } from './find-text-revision.ts';

export interface ListChunksInput {
  readonly documentId: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly revision?: number | undefined;
}

/** A page of the chunks of a text, in order. Throws `not_found`, `conflict`, `invalid_cursor`. */
export async function listDocumentChunks(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: ListChunksInput;
}) {
  const { documentId, limit, cursor } = call.input;
  const after = decodeCursor(cursor, numberPosition);
  const rows = await withTenant(call.ctx, async (tx) => {
    const { revision } = await findTextRevision(tx, documentId, call.input.revision);
    return tx
      .select()
      .from(chunks)
      .where(
        and(
          eq(chunks.documentId, documentId),
          eq(chunks.revision, revision.revision),
          after === undefined ? undefined : gt(chunks.ordinal, after),
        ),
      )
      .orderBy(asc(chunks.ordinal))
      .limit(limit + 1);
  });
  return toPage(
    rows,
    limit,
    (row) => row.ordinal,
    ({ id, ordinal, content, pageFrom, pageTo, ...row }) => ({
      id,
      ordinal,
      content,
      pageFrom,
      pageTo,
      start: row.startOffset,
      end: row.endOffset,
      headingPath: row.headingPath,
    }),
  );
}
