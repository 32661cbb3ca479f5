import type { Citation } from '@elenchus/contracts/conversations/models';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { loadText } from '../documents/load-text.ts';
import { textKey } from '../documents/object-keys.ts';
import type { TenantContext } from '../platform/context.ts';
import { contentStems } from '../retrieval/concept-index.ts';
import { queryTerms } from '../retrieval/query-terms.ts';
import { findPassages } from '../search/find-passages.ts';
import type { PassageRow } from '../search/passage-query.ts';
import { composeAnswer, noAnswer } from './compose-answer.ts';
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
  // Limited to documents of which none is left.
  if (input.documentIds?.length === 0) return { content: noAnswer, citations: [] };
  const rows = await findPassages({
    ctx,
    input: {
      query: input.question,
      caseId: input.caseId,
      documentIds: input.documentIds,
      limit: passagesRead,
    },
  });
  const passages = rows.map((row) => ({
    documentId: row.document_id,
    chunkId: row.chunk_id,
    start: row.start_offset,
    content: row.content,
  }));
  const quotes = speaksOfNames(input.question, rows) ? selectSentences(input.question, passages) : [];
  const texts = new Map<string, Promise<ExtractedText>>();
  const textOf = (key: string) => {
    const text = texts.get(key) ?? loadText(ctx.ports.objects, key);
    texts.set(key, text);
    return text;
  };
  const verified = await Promise.all(quotes.map((quote) => verify(ctx.organizationId, quote, rows, textOf)));
  const citations = verified
    .filter((citation) => citation !== null)
    .map((citation, index) => ({ ...citation, marker: `[${index + 1}]` }));
  return { content: composeAnswer(citations), citations };
}

/** Whether the passages have to do with who or what the question names: by title, or by a word of theirs. */
function speaksOfNames(question: string, rows: readonly PassageRow[]): boolean {
  const names = contentStems(queryTerms(question).names.join(' '));
  if (names.length === 0 || rows.some((row) => row.closeness > 0)) return true;
  return rows.some((row) => {
    const stems = new Set(contentStems(row.content));
    return names.some((name) => stems.has(name));
  });
}

async function verify(
  organizationId: string,
  quote: SelectedQuote,
  rows: readonly PassageRow[],
  textOf: (key: string) => Promise<ExtractedText>,
): Promise<Citation | null> {
  const row = rows.find(({ chunk_id }) => chunk_id === quote.chunkId);
  if (!row) return null;
  const key = textKey(organizationId, row.document_id, row.revision);
  const verified = verifyCitation(await textOf(key), quote);
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
