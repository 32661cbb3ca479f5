import type { Message } from '@elenchus/contracts/conversations/models';
import { withTenant } from '@elenchus/db/tenant';
import { answerQuestion } from '../answering/answer-question.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { requireDocuments } from '../documents/require-documents.ts';
import type { CallerContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { appendMessage } from './append-message.ts';
import { answerWithin } from './deadline.ts';
import { findConversation } from './find-conversation.ts';
import { presentMessage } from './present-conversation.ts';

/** API Gateway gives up after 30 s; what comes later than this is not kept. */
const deadlineMs = 25_000;

export interface PostMessageInput {
  readonly conversationId: string;
  readonly content: string;
  readonly documentIds?: readonly string[] | undefined;
  readonly useRetrieval: boolean;
}

/**
 * Stores the question, answers it and stores the answer. Throws `not_found`, `conflict` for an archived
 * conversation, `timed_out` after 25 s, when the question stays without an answer.
 */
export async function postMessage(call: {
  readonly ctx: CallerContext<'db' | 'objects' | 'embedder'>;
  readonly input: PostMessageInput;
}): Promise<Message> {
  const { ctx, input } = call;
  const { conversationId } = input;
  const startedAt = performance.now();
  const scope = await withTenant(ctx, async (tx) => {
    const { row, documentIds } = await findConversation(ctx, tx, conversationId);
    if (row.status === 'ARCHIVED') throw new ProblemError('conflict', 'The conversation is archived.');
    await requireDocuments(tx, input.documentIds ?? []);
    const question = await appendMessage(ctx, tx, { conversationId, role: 'user', content: input.content });
    await recordAudit(ctx, tx, {
      action: 'message.created',
      resource: { type: 'message', id: question.id },
      details: { conversationId },
    });
    return {
      questionId: question.id,
      caseId: row.caseId ?? undefined,
      documentIds: input.documentIds ?? (row.isDocumentScoped ? documentIds : undefined),
    };
  });
  const answer = input.useRetrieval
    ? await answerWithin(deadlineMs, answerQuestion({ ctx, input: { ...scope, question: input.content } }))
    : { content: withoutRetrieval, citations: [] };
  const stored = await withTenant(ctx, (tx) =>
    appendMessage(ctx, tx, {
      conversationId,
      role: 'assistant',
      ...answer,
      model: 'offline-extractive-v1',
      provider: 'offline',
      inReplyTo: scope.questionId,
      latencyMs: Math.round(performance.now() - startedAt),
    }),
  );
  return presentMessage(stored);
}

/** The offline provider has nothing to say but what the documents say. */
const withoutRetrieval =
  'Without retrieval there is nothing to quote: the offline provider answers only with sentences of the documents.';
