import type { Conversation, Message } from '@elenchus/contracts/conversations/models';
import type { ConversationRow, MessageRow } from '@elenchus/db/schema/conversations';

/** A conversation as answers show it. The offline provider uses no tokens and costs nothing. */
export function presentConversation(found: {
  readonly row: ConversationRow;
  readonly messageCount: number;
  readonly documentIds: readonly string[];
}): Conversation {
  const { row } = found;
  return {
    id: row.id,
    title: row.title,
    caseId: row.caseId,
    documentIds: [...found.documentIds],
    agentType: row.agentType,
    model: row.model,
    status: row.status,
    ownerId: row.ownerId,
    totalTokensUsed: 0,
    costMicroUsd: 0,
    messageCount: found.messageCount,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A message as answers show it. */
export function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversationId,
    sequence: row.sequence,
    role: row.role,
    type: 'text',
    content: row.content,
    citations: row.citations,
    functionName: null,
    functionArguments: null,
    functionResponse: null,
    metadata: row.inReplyTo === null ? {} : { inReplyTo: row.inReplyTo },
    model: row.model,
    provider: row.provider,
    usage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 },
    costMicroUsd: 0,
    latencyMs: row.latencyMs,
    traceId: null,
    createdAt: row.createdAt.toISOString(),
  };
}
