import { type DatabaseScope, withJobs, withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';

export interface VectorCount {
  readonly organizationId: string;
  readonly modelId: string;
  readonly count: number;
}

/** Organizations and models with at least so many vectors. */
export async function countVectorsByTenant(scope: DatabaseScope, least: number): Promise<VectorCount[]> {
  const rows = await withJobs(scope, (tx) =>
    tx.execute<{ organization_id: string; model_id: string; count: number }>(sql`
      select organization_id, model_id, count(*)::int as count from chunk_embeddings
      group by organization_id, model_id having count(*) >= ${least}::int order by count desc`),
  );
  return rows.map((row) => ({
    organizationId: row.organization_id,
    modelId: row.model_id,
    count: row.count,
  }));
}

/** Dimensions of an organization's vectors of a model; undefined when there are none any more. */
export async function dimensionsOf(
  scope: DatabaseScope,
  { organizationId, modelId }: VectorCount,
): Promise<number | undefined> {
  const [row] = await withTenant({ ...scope, organizationId }, (tx) =>
    tx.execute<{ dimensions: number }>(sql`
      select vector_dims(embedding) as dimensions from chunk_embeddings
      where organization_id = ${organizationId} and model_id = ${modelId} limit 1`),
  );
  return row?.dimensions;
}
