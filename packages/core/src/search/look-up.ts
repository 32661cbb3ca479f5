import type { Transaction } from '@elenchus/db/database';
import { sql } from 'drizzle-orm';
import { NotFoundError } from '../platform/errors.ts';
import { mostDimensions, type VectorIndex, vectorIndex } from './vector-index/vector-index.ts';

/** How many vectors the index looks at for each that it answers; more find more of the true neighbours. */
const searchWidth = 100;

/** The ranks of 100,000 passages fit in; compiling the statement would take longer than running it. */
const workMemory = '32MB';

/**
 * What has to be known before a search, in one round trip: that the case and the documents are there (else throws
 * `not_found`), and the organization's own vector index, null if there is none. Sets how searches run in this transaction.
 */
export async function lookUp(
  tx: Transaction,
  asked: {
    readonly organizationId: string;
    readonly modelId: string;
    readonly caseId?: string | undefined;
    readonly documentIds?: readonly string[] | undefined;
  },
): Promise<VectorIndex | null> {
  const { organizationId, modelId, caseId, documentIds = [] } = asked;
  const [row] = await tx.execute<{
    case_found: boolean;
    missing: string | null;
    dimensions: number | null;
  }>(sql`
    select ${caseId ?? null}::uuid is null or exists (select from cases where id = ${caseId ?? null}::uuid) as case_found,
           (select given from unnest(${`{${documentIds.join(',')}}`}::uuid[]) as given
            where given not in (select id from documents) limit 1) as missing,
           (select dimensions from vector_indexes
            where state = 'ready' and model_id = ${modelId} and organization_id = ${organizationId}) as dimensions,
           set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', ${String(searchWidth)}, true),
           set_config('work_mem', ${workMemory}, true), set_config('jit', 'off', true)`);
  if (caseId !== undefined && !row?.case_found) throw new NotFoundError('case', caseId);
  if (row?.missing) throw new NotFoundError('document', row.missing);
  const dimensions = row?.dimensions ?? null;
  return dimensions === null || dimensions > mostDimensions
    ? null
    : vectorIndex(organizationId, modelId, dimensions);
}
