import type { Message } from '@elenchus/contracts/conversations/models';
import { messages } from '@elenchus/db/schema/conversations';
import { withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { decodeCursor, numberPosition, toPage } from '../platform/paging.ts';
import { findConversation } from './find-conversation.ts';
import { presentMessage } from './present-conversation.ts';

export interface ListMessagesInput {
  readonly conversationId: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly role?: Message['role'] | undefined;
}

/** A page of the messages of a conversation, in order. Throws `not_found`, `invalid_cursor`. */
export async function listMessages(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: ListMessagesInput;
}): Promise<{ data: Message[]; nextCursor: string | null }> {
  const { ctx } = call;
  const { conversationId, limit, cursor, role } = call.input;
  const after = decodeCursor(cursor, numberPosition);
  const rows = await withTenant(ctx, async (tx) => {
    await findConversation(ctx, tx, conversationId);
    return tx
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.conversationId, conversationId),
          role ? eq(messages.role, role) : undefined,
          after === undefined ? undefined : gt(messages.sequence, after),
        ),
      )
      .orderBy(asc(messages.sequence))
      .limit(limit + 1);
  });
  return toPage(rows, limit, (row) => row.sequence, presentMessage);
}
