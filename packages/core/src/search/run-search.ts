import type { Facets } from '@elenchus/contracts/search/models';
import { withTenant } from '@elenchus/db/tenant';
import type { TenantContext } from '../platform/context.ts';
import { lookUp } from './look-up.ts';
import { type PassageQuery, type PassageRow, passageQuery } from './passage-query.ts';
import { isWhole } from './search-scope.ts';

/** What the vector index and the words put first, each, for a ranking of `depth` passages. */
const candidatesFor = (depth: number) => Math.max(100, 2 * depth);

export interface SearchResult {
  readonly hits: readonly PassageRow[];
  readonly facets: Facets;
  readonly path: 'exact' | 'index';
}

/**
 * Searches with the organization's vector index if it has one and nothing narrows the search, else by comparing
 * with all vectors in scope; so too when the index gives fewer neighbours or fewer passages than asked for, since
 * most of what it holds is superseded. Throws `not_found`.
 */
export function runSearch(
  ctx: TenantContext<'db'>,
  query: Omit<PassageQuery, 'candidates'>,
): Promise<SearchResult> {
  return withTenant(ctx, async (tx) => {
    const index = await lookUp(tx, {
      organizationId: ctx.organizationId,
      modelId: query.modelId,
      caseId: query.scope.caseId,
      documentIds: query.scope.documentIds,
    });
    const run = async (candidates: PassageQuery['candidates']) => {
      const [row] = await tx.execute<{ hits: PassageRow[]; facets: Facets; nearest: number }>(
        passageQuery({ ...query, candidates }),
      );
      const { hits = [], facets = {}, nearest = 0 } = row ?? {};
      return { found: { hits, facets, path: candidates.kind }, nearest };
    };
    const needsAll = query.filter !== null || query.sort !== 'relevance' || query.facets.length > 0;
    if (index && !needsAll && query.mode !== 'keyword' && isWhole(query.scope)) {
      const count = candidatesFor((query.after?.depth ?? 0) + query.limit);
      const { found, nearest } = await run({ kind: 'index', index, count });
      if (nearest === count && found.hits.length >= query.limit) return found;
    }
    return (await run({ kind: 'exact' })).found;
  });
}
