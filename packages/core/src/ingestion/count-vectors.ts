import type { Transaction } from '@elenchus/db/database';
import { sql } from 'drizzle-orm';

/**
 * How many chunks a text has, and how many of them have a vector. It looks all vectors up at once: one by one, a
 * planner without statistics (a new database, PGlite) goes through the whole tenant for each.
 */
export async function countVectors(
  tx: Transaction,
  documentId: string,
  revision: number,
): Promise<{ chunkCount: number; vectorCount: number }> {
  const chunks = sql`chunks where document_id = ${documentId} and revision = ${revision}`;
  const [row] = await tx.execute<{ chunks: number; vectors: number }>(sql`
    select (select count(*) from ${chunks})::int as chunks, count(distinct chunk_id)::int as vectors
    from chunk_embeddings where chunk_id = any (array(select id from ${chunks}))`);
  return { chunkCount: row?.chunks ?? 0, vectorCount: row?.vectors ?? 0 };
}
