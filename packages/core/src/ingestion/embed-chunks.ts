import type { BatchInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import type { Transaction } from '@elenchus/db/database';
import { chunks } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { vectorLiteral } from '../retrieval/vector-literal.ts';
import { countVectors } from './count-vectors.ts';
import { runStage } from './run-stage.ts';

/** Embeds one batch of chunks with the configured model. */
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
        changes: async (tx, document) => {
          const ids = rows.map((row) => row.id);
          await tx.execute(sql`
            insert into chunk_embeddings (organization_id, chunk_id, model_id, embedding)
            select ${ctx.organizationId}, id, ${embedder.modelId}, embedding::vector
            from unnest(${sql.param(ids)}::uuid[], ${sql.param(vectors.map(vectorLiteral))}::text[]) as rows (id, embedding)
            on conflict (chunk_id, model_id) do nothing`);
          const counts = await countVectors(tx, document.id, input.attempt);
          return { ...counts, progress: 0.6 + (0.35 * counts.vectorCount) / Math.max(1, counts.chunkCount) };
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
