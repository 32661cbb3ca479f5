import type { Transaction } from '@elenchus/db/database';
import { conversations, type MessageRow, messages } from '@elenchus/db/schema/conversations';
import { eq, max, sql } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';

/** What a conversation without a title is called: the beginning of its first message. */
const titleLength = 50;

export type NewMessage = Pick<MessageRow, 'conversationId' | 'role' | 'content'> &
  Partial<Pick<MessageRow, 'citations' | 'model' | 'provider' | 'latencyMs' | 'inReplyTo'>>;

/** Stores a message with the next sequence number; the update makes writers of one conversation wait in turn. */
export async function appendMessage(
  ctx: CallerContext<'db'>,
  tx: Transaction,
  message: NewMessage,
): Promise<MessageRow> {
  const { conversationId } = message;
  const title = String(message.content).slice(0, titleLength).toWellFormed();
  await tx
    .update(conversations)
    .set({ updatedAt: ctx.clock(), title: sql`coalesce(${conversations.title}, ${title})` })
    .where(eq(conversations.id, conversationId));
  const [last] = await tx
    .select({ sequence: max(messages.sequence) })
    .from(messages)
    .where(eq(messages.conversationId, conversationId));
  const row: MessageRow = {
    id: ctx.newId(),
    organizationId: ctx.organizationId,
    sequence: (last?.sequence ?? 0) + 1,
    citations: [],
    model: null,
    provider: null,
    latencyMs: null,
    inReplyTo: null,
    createdAt: ctx.clock(),
    ...message,
  };
  await tx.insert(messages).values(row);
  return row;
}
