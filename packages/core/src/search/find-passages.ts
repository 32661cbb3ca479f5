import type { SearchMode } from '@elenchus/contracts/search/models';
import { withTenant } from '@elenchus/db/tenant';
import { findCase } from '../cases/find-case.ts';
import { requireDocuments } from '../documents/require-documents.ts';
import type { TenantContext } from '../platform/context.ts';
import { queryTerms } from '../retrieval/query-terms.ts';
import { type PassageRow, passageQuery } from './passage-query.ts';

export interface FindPassagesInput {
  readonly query: string;
  readonly caseId?: string | undefined;
  readonly documentIds?: readonly string[] | undefined;
  readonly mode: SearchMode;
  readonly limit: number;
  readonly offset: number;
}

/** The passages that fit a question best. Throws `not_found` for a case or document that is not there. */
export async function findPassages(call: {
  readonly ctx: TenantContext<'db' | 'embedder'>;
  readonly input: FindPassagesInput;
}): Promise<PassageRow[]> {
  const { ctx, input } = call;
  const { embedder } = ctx.ports;
  const terms = queryTerms(input.query);
  const [vector] = await embedder.embed([terms.passageText], 'query');
  if (!vector) throw new Error('the embedder gave no vector');
  return withTenant(ctx, async (tx) => {
    if (input.caseId !== undefined) await findCase(tx, input.caseId);
    await requireDocuments(tx, input.documentIds ?? []);
    const statement = passageQuery({
      terms,
      vector,
      modelId: embedder.modelId,
      mode: input.mode,
      caseId: input.caseId,
      documentIds: input.documentIds,
      limit: input.limit,
      offset: input.offset,
    });
    return [...(await tx.execute<PassageRow>(statement))];
  });
}
