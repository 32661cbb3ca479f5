import type { Citation } from '@elenchus/contracts/conversations/models';
import { loadText } from '../documents/load-text.ts';
import { textKey } from '../documents/object-keys.ts';
import type { TenantContext } from '../platform/context.ts';
import { findPassages } from '../search/find-passages.ts';
import type { PassageRow } from '../search/passage-query.ts';
import { composeAnswer } from './compose-answer.ts';
import { type SelectedQuote, selectSentences } from './select-sentences.ts';
import { verifyCitation } from './verify-citation.ts';

/** How many passages are read for an answer. */
const passagesRead = 5;

export interface AnswerInput {
  readonly question: string;
  readonly caseId: string | undefined;
  readonly documentIds: readonly string[] | undefined;
}

/**
 * Answers with sentences of the documents: the offline provider quotes, it does not write. Every quotation is
 * compared with the stored text of its document; one that does not stand there word for word is left out.
 */
export async function answerQuestion(call: {
  readonly ctx: TenantContext<'db' | 'objects' | 'embedder'>;
  readonly input: AnswerInput;
}): Promise<{ content: string; citations: Citation[] }> {
  const { ctx, input } = call;
  const rows = await findPassages({
    ctx,
    input: {
      query: input.question,
      caseId: input.caseId,
      documentIds: input.documentIds,
      mode: 'hybrid',
      limit: passagesRead,
      offset: 0,
    },
  });
  const passages = rows.map((row) => ({
    documentId: row.document_id,
    chunkId: row.chunk_id,
    start: row.start_offset,
    content: row.content,
  }));
  const quotes = selectSentences(input.question, passages);
  const verified = await Promise.all(quotes.map((quote) => verify(ctx, quote, rows)));
  const citations = verified
    .filter((citation) => citation !== null)
    .map((citation, index) => ({ ...citation, marker: `[${index + 1}]` }));
  return { content: composeAnswer(citations), citations };
}

async function verify(
  ctx: TenantContext<'objects'>,
  quote: SelectedQuote,
  rows: readonly PassageRow[],
): Promise<Citation | null> {
  const row = rows.find(({ chunk_id }) => chunk_id === quote.chunkId);
  if (!row) return null;
  const key = textKey(ctx.organizationId, row.document_id, row.revision);
  const verified = verifyCitation(await loadText(ctx.ports.objects, key), quote);
  if (!verified) return null;
  return {
    marker: '',
    documentId: row.document_id,
    chunkId: row.chunk_id,
    fileName: row.file_name,
    textRevision: row.revision,
    ...verified,
    verified: true,
  };
}
