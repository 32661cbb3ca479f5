import type { Transaction } from '@elenchus/db/database';
import { sql } from 'drizzle-orm';

/** How many chunks a text has, and how many of them have a vector. */
export async function countVectors(
  tx: Transaction,
  documentId: string,
  revision: number,
): Promise<{ chunkCount: number; vectorCount: number }> {
  const [row] = await tx.execute<{ chunks: number; vectors: number }>(sql`
    select count(*)::int as chunks, count(e.chunk_id)::int as vectors
    from chunks c
    left join lateral (select chunk_id from chunk_embeddings where chunk_id = c.id limit 1) e on true
    where c.document_id = ${documentId} and c.revision = ${revision}`);
  return { chunkCount: row?.chunks ?? 0, vectorCount: row?.vectors ?? 0 };
}
