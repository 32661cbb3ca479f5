import type { RouteRequest } from '@elenchus/contracts/platform/route';
import type { Facets, Hit } from '@elenchus/contracts/search/models';
import type { searchDocuments as contract } from '@elenchus/contracts/search/routes';
import { withTenant } from '@elenchus/db/tenant';
import type { CallerContext } from '../platform/context.ts';
import { queryTerms } from '../retrieval/query-terms.ts';
import { similarityThreshold } from '../retrieval/similarity-threshold.ts';
import { listingQuery } from './listing-query.ts';
import { lookUp } from './look-up.ts';
import type { PassageRow } from './passage-query.ts';
import { presentHit } from './present-hit.ts';
import { parseQuery } from './query-syntax/parse-query.ts';
import { strictFilter } from './query-syntax/strict-filter.ts';
import { runSearch, type SearchResult } from './run-search.ts';
import { decodePosition, encodePosition, type SearchPosition } from './search-position.ts';
import type { SearchScope } from './search-scope.ts';

type Context = CallerContext<'db' | 'embedder'>;
type Input = RouteRequest<typeof contract>['body'];

/** What a page of a search is made of. */
interface PageRequest {
  readonly scope: SearchScope;
  /** One more than shown: it tells that a next page exists. */
  readonly limit: number;
  readonly after: SearchPosition | undefined;
}

/** A page of hits, or of the documents in scope if nothing is asked. Throws `not_found` and `invalid_cursor`. */
export async function searchDocuments(call: { readonly ctx: Context; readonly input: Input }) {
  const { ctx, input } = call;
  const after = decodePosition(input.cursor ?? undefined);
  const asOf = after ? new Date(after.asOf) : ctx.clock();
  const page: PageRequest = {
    scope: {
      caseId: input.caseId ?? undefined,
      documentIds: input.documentIds ?? undefined,
      filters: input.filters ?? {},
      asOf,
    },
    limit: input.limit + 1,
    after,
  };
  const startedAt = performance.now();
  const { query } = input;
  const { shows, ...found } = query ? await search(ctx, input, query, page) : await list(ctx, input, page);
  const rows = found.hits.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    data: rows.map((row): Hit => presentHit(row, shows, input.mode)),
    facets: found.facets,
    nextCursor:
      last && found.hits.length > rows.length
        ? encodePosition({
            after: last.position,
            depth: (after?.depth ?? 0) + rows.length,
            asOf: asOf.toISOString(),
          })
        : null,
    tookMs: Math.round(performance.now() - startedAt),
    path: found.path,
  };
}

/** A search; `shows` is what highlights are to show. */
async function search(
  ctx: Context,
  { mode, sort, facets }: Input,
  query: string,
  page: PageRequest,
): Promise<SearchResult & { shows: string }> {
  const { embedder } = ctx.ports;
  const { demands, suffices, wanted } = parseQuery(query);
  const terms = queryTerms(wanted);
  const [vector] = await embedder.embed([terms.passageText], 'query');
  if (!vector) throw new Error('the embedder gave no vector');
  const found = await runSearch(ctx, {
    ...page,
    terms,
    vector,
    modelId: embedder.modelId,
    mode,
    sort,
    filter: demands ? strictFilter(demands) : null,
    filterSuffices: suffices,
    leastSimilarity: similarityThreshold(embedder.modelId),
    requiresSimilarity: false,
    facets: facets ?? [],
  });
  return { ...found, shows: wanted };
}

/** The documents in scope, with nothing to rank them by. */
async function list(
  ctx: Context,
  { sort, facets }: Input,
  page: PageRequest,
): Promise<SearchResult & { shows: string }> {
  return withTenant(ctx, async (tx) => {
    const { caseId, documentIds } = page.scope;
    await lookUp(tx, {
      organizationId: ctx.organizationId,
      modelId: ctx.ports.embedder.modelId,
      caseId,
      documentIds,
    });
    const statement = listingQuery({
      ...page,
      sort: sort === 'name' ? 'name' : 'date',
      facets: facets ?? [],
    });
    const [row] = await tx.execute<{ hits: PassageRow[]; facets: Facets }>(statement);
    return { hits: row?.hits ?? [], facets: row?.facets ?? {}, path: 'exact', shows: '' };
  });
}
