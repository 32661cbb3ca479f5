import type { TenantContext } from '../platform/context.ts';
import { queryTerms } from '../retrieval/query-terms.ts';
import { similarityThreshold } from '../retrieval/similarity-threshold.ts';
import type { PassageRow } from './passage-query.ts';
import { runSearch } from './run-search.ts';

export interface FindPassagesInput {
  readonly query: string;
  readonly caseId?: string | undefined;
  readonly documentIds?: readonly string[] | undefined;
  readonly limit: number;
  /** Least cosine similarity of every passage; without it words alone make a passage relevant. */
  readonly threshold?: number | undefined;
}

/** The passages that fit a question best, its signs taken as plain text. Throws `not_found` for a case or document that is not there. */
export async function findPassages(call: {
  readonly ctx: TenantContext<'db' | 'embedder'>;
  readonly input: FindPassagesInput;
}): Promise<readonly PassageRow[]> {
  const { ctx, input } = call;
  const { embedder } = ctx.ports;
  const terms = queryTerms(input.query);
  const [vector] = await embedder.embed([terms.passageText], 'query');
  if (!vector) throw new Error('the embedder gave no vector');
  const { hits } = await runSearch(ctx, {
    scope: { caseId: input.caseId, documentIds: input.documentIds, filters: {}, asOf: ctx.clock() },
    terms,
    vector,
    modelId: embedder.modelId,
    mode: 'hybrid',
    sort: 'relevance',
    filter: null,
    filterSuffices: false,
    leastSimilarity: input.threshold ?? similarityThreshold(embedder.modelId),
    requiresSimilarity: input.threshold !== undefined,
    facets: [],
    limit: input.limit,
    after: undefined,
  });
  return hits;
}
