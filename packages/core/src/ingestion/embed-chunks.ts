import type { BatchInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import type { Transaction } from '@elenchus/db/database';
import { chunks } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { vectorLiteral } from '../retrieval/vector-literal.ts';
import { runStage } from './run-stage.ts';

/** Embeds one batch of chunks with the configured model; vectors that are there already are left and not counted. */
export function embedChunks(call: {
  readonly ctx: TenantContext<'db' | 'embedder'>;
  readonly input: BatchInput;
}): Promise<StepResult> {
  const { ctx, input } = call;
  const { embedder } = ctx.ports;
  return runStage(ctx, input, {
    name: 'embed',
    part: `chunks ${input.batch.from} to ${input.batch.to - 1}`,
    work: async () => {
      const rows = await withTenant(ctx, (tx) => selectBatch(tx, input));
      const vectors = await embedder.embed(
        rows.map((row) => row.content),
        'passage',
      );
      return {
        outcome: 'continue',
        detail: `chunks ${input.batch.from} to ${input.batch.to - 1} by ${embedder.modelId}`,
        changes: async (tx, { chunkCount, vectorCount }) => {
          const { count } = await insertVectors(
            tx,
            ctx.organizationId,
            embedder.modelId,
            rows.map((row) => row.id),
            vectors,
          );
          const counted = Math.min(vectorCount + count, chunkCount);
          return { vectorCount: counted, progress: 0.6 + (0.35 * counted) / Math.max(1, chunkCount) };
        },
      };
    },
  });
}

function selectBatch(tx: Transaction, { documentId, attempt, batch }: BatchInput) {
  return tx
    .select({ id: chunks.id, content: chunks.content })
    .from(chunks)
    .where(
      and(
        eq(chunks.documentId, documentId),
        eq(chunks.revision, attempt),
        gte(chunks.ordinal, batch.from),
        lt(chunks.ordinal, batch.to),
      ),
    )
    .orderBy(asc(chunks.ordinal));
}

function insertVectors(
  tx: Transaction,
  organizationId: string,
  modelId: string,
  ids: readonly string[],
  vectors: readonly Float32Array[],
) {
  // One text that is split: PostgreSQL takes more than twice as long over the quotes of an array of vectors.
  return tx.execute(sql`
    insert into chunk_embeddings (organization_id, chunk_id, model_id, embedding)
    select ${organizationId}, id, ${modelId}, embedding::vector
    from unnest(${`{${ids.join(',')}}`}::uuid[], string_to_array(${vectors.map(vectorLiteral).join(';')}::text, ';'))
      as rows (id, embedding)
    on conflict (chunk_id, model_id) do nothing`);
}
