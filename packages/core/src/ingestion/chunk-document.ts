import type { ChunkResult, IngestionInput } from '@elenchus/contracts/documents/ingestion';
import type { Transaction } from '@elenchus/db/database';
import type { DocumentRow } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { type Chunk, chunkText } from '../chunking/chunk-text.ts';
import { quotedShares } from '../chunking/quoted-shares.ts';
import { loadText } from '../documents/load-text.ts';
import { textKey } from '../documents/object-keys.ts';
import type { TenantContext } from '../platform/context.ts';
import { batchesOf } from './batches.ts';
import { runStage } from './run-stage.ts';

/** Chunks that one embedding task takes. */
const batchSize = 128;
/** Chunks that one statement writes: more than most documents have. */
const statementSize = 500;

/** Cuts the text of this attempt into chunks and answers the batches that have to be embedded. */
export async function chunkDocument(call: {
  readonly ctx: TenantContext<'db' | 'objects'>;
  readonly input: IngestionInput;
}): Promise<ChunkResult> {
  const { ctx, input } = call;
  let count = 0;
  const result = await runStage(ctx, input, {
    name: 'chunk',
    work: async (document) => {
      const key = textKey(ctx.organizationId, document.id, input.attempt);
      const text = await loadText(ctx.ports.objects, key);
      const chunks = chunkText(text);
      const shareOf = quotedShares(text.quoted ?? []);
      count = chunks.length;
      const insert = (tx: Transaction, row: DocumentRow, from: number) => {
        const part = chunks.slice(from, from + statementSize);
        const rows = part.map((chunk) => ({ ...chunk, quotedShare: shareOf(chunk) }));
        return insertChunks(ctx, tx, row, input.attempt, rows);
      };
      // Those of a very long text go in part by part, so that they do not hold up everybody else.
      let last = 0;
      for (; last + statementSize < chunks.length; last += statementSize) {
        const from = last;
        await withTenant(ctx, (tx) => insert(tx, document, from));
      }
      return {
        outcome: 'continue',
        detail: `${chunks.length} chunks`,
        changes: async (tx, current) => {
          const inserted = await insert(tx, current, last);
          // In a late repetition, vectors have been counted already.
          if (inserted < chunks.length - last) return {};
          return { chunkCount: chunks.length, vectorCount: 0, progress: 0.6 };
        },
      };
    },
  });
  return { ...result, batches: batchesOf(count, batchSize) };
}

/** One statement for these chunks, except those that an earlier run of the same attempt has left; answers how many. */
async function insertChunks(
  ctx: TenantContext<never>,
  tx: Transaction,
  document: DocumentRow,
  revision: number,
  chunks: readonly (Chunk & { readonly quotedShare: number })[],
): Promise<number> {
  const rows = chunks.map((chunk) => ({
    id: ctx.newId(),
    ordinal: chunk.ordinal,
    content: chunk.content,
    page_from: chunk.pageFrom,
    page_to: chunk.pageTo,
    start_offset: chunk.start,
    end_offset: chunk.end,
    heading_path: chunk.headingPath,
    quoted_share: chunk.quotedShare,
  }));
  const { count } = await tx.execute(sql`
    insert into chunks (id, organization_id, case_id, document_id, revision, ordinal, content,
                        page_from, page_to, start_offset, end_offset, heading_path, quoted_share)
    select id, ${ctx.organizationId}, ${document.caseId}, ${document.id}, ${revision}, ordinal, content,
           page_from, page_to, start_offset, end_offset, heading_path, quoted_share
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as rows
      (id uuid, ordinal int, content text, page_from int, page_to int,
       start_offset int, end_offset int, heading_path text[], quoted_share real)
    on conflict (document_id, revision, ordinal) do nothing`);
  return count;
}
