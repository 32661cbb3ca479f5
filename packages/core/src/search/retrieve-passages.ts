import type { RouteRequest } from '@elenchus/contracts/platform/route';
import type { Hit } from '@elenchus/contracts/search/models';
import type { retrievePassages as contract } from '@elenchus/contracts/search/routes';
import type { CallerContext } from '../platform/context.ts';
import { similarityThreshold } from '../retrieval/similarity-threshold.ts';
import { findPassages } from './find-passages.ts';
import { presentHit } from './present-hit.ts';

/** The passages that a model should read for a question: the best `topK` above the threshold. Throws `not_found`. */
export async function retrievePassages(call: {
  readonly ctx: CallerContext<'db' | 'embedder'>;
  readonly input: RouteRequest<typeof contract>['body'];
}): Promise<{ data: Hit[] }> {
  const { ctx, input } = call;
  const rows = await findPassages({
    ctx,
    input: {
      query: input.query,
      caseId: input.caseId ?? undefined,
      documentIds: input.documentIds ?? undefined,
      limit: input.topK,
      threshold: input.threshold ?? similarityThreshold(ctx.ports.embedder.modelId),
    },
  });
  return { data: rows.map((row) => presentHit(row, input.query, 'hybrid')) };
}
