import type { Transaction } from '@elenchus/db/database';
import { conversationDocuments, conversations, messages } from '@elenchus/db/schema/conversations';
import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { NotFoundError } from '../platform/errors.ts';

/**
 * Reads a conversation that the caller may see: an own one, or one that hangs on a case. Throws `not_found`
 * for any other.
 */
export async function findConversation(ctx: CallerContext<'db'>, tx: Transaction, conversationId: string) {
  const [found] = await tx
    .select({
      row: conversations,
      messageCount: tx.$count(messages, eq(messages.conversationId, conversations.id)),
      documentIds: sql<string[]>`array(
        select ${conversationDocuments.documentId} from ${conversationDocuments}
        where ${conversationDocuments.conversationId} = ${conversations.id} order by 1)`,
    })
    .from(conversations)
    .where(
      and(
        eq(conversations.id, conversationId),
        or(eq(conversations.ownerId, ctx.actor.id), isNotNull(conversations.caseId)),
      ),
    );
  if (!found) throw new NotFoundError('conversation', conversationId);
  return found;
}
