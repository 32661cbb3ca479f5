import { createHash } from 'node:crypto';

/** What HNSW over `vector` can hold. */
export const mostDimensions = 2_000;

/** The HNSW index of one organization's vectors of one model: names and SQL, with all values as literals. */
export interface VectorIndex {
  readonly name: string;
  readonly dimensions: number;
  /** SQL of its predicate and of what is indexed, on the table's alias. */
  predicate(alias: string): string;
  expression(alias: string): string;
}

/** Throws a RangeError for an id that is no UUID or dimensions that cannot be indexed. */
export function vectorIndex(organizationId: string, modelId: string, dimensions: number): VectorIndex {
  if (!/^[0-9a-f-]{36}$/.test(organizationId)) throw new RangeError('the organization has no UUID');
  if (!(Number.isInteger(dimensions) && dimensions > 0 && dimensions <= mostDimensions)) {
    throw new RangeError(`vectors of ${dimensions} dimensions cannot be indexed`);
  }
  const hash = createHash('sha256').update(`${organizationId}\n${modelId}`).digest('hex').slice(0, 24);
  const model = `'${modelId.replaceAll("'", "''")}'`;
  return {
    name: `${indexNamePrefix}${hash}`,
    dimensions,
    predicate: (alias) =>
      `${alias}.organization_id = '${organizationId}'::uuid and ${alias}.model_id = ${model}`,
    expression: (alias) => `(${alias}.embedding::vector(${dimensions}))`,
  };
}

/** Every index of this kind has a name that begins so. */
export const indexNamePrefix = 'chunk_embeddings_hnsw_';
