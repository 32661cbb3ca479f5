import { analyseDocument } from '@elenchus/core/ingestion/analyse-document';
import { chunkDocument } from '@elenchus/core/ingestion/chunk-document';
import { embedChunks } from '@elenchus/core/ingestion/embed-chunks';
import { extractDocument } from '@elenchus/core/ingestion/extract-document';
import { finishDocument } from '@elenchus/core/ingestion/finish-document';
import { inspectDocument } from '@elenchus/core/ingestion/inspect-document';
import type { TenantContext } from '@elenchus/core/platform/context';

export type PipelineContext = TenantContext<'db' | 'objects' | 'parser' | 'embedder' | 'analyzer'>;

/** Takes a document through the steps of `statemachines/document-ingestion.asl.json`. Throws when one does not go on. */
export async function ingest(
  ctx: PipelineContext,
  documentId: string,
  { analyse }: { readonly analyse: boolean },
): Promise<void> {
  const input = { organizationId: ctx.organizationId, documentId, attempt: 1 };
  goesOn(await inspectDocument({ ctx, input }));
  goesOn(await extractDocument({ ctx, input }));
  const { batches, ...chunked } = await chunkDocument({ ctx, input });
  goesOn(chunked);
  await Promise.all(
    batches.map(async (batch) => goesOn(await embedChunks({ ctx, input: { ...input, batch } }))),
  );
  if (analyse) goesOn(await analyseDocument({ ctx, input }));
  goesOn(await finishDocument({ ctx, input }));
}

function goesOn({ outcome }: { readonly outcome: string }): void {
  if (outcome !== 'continue') throw new Error(`a step answered ${outcome}`);
}
