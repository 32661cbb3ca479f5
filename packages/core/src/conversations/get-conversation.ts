import type { Conversation } from '@elenchus/contracts/conversations/models';
import { withTenant } from '@elenchus/db/tenant';
import type { CallerContext } from '../platform/context.ts';
import { findConversation } from './find-conversation.ts';
import { presentConversation } from './present-conversation.ts';

/** Reads a conversation. Throws `not_found`, also for a private one of somebody else. */
export async function getConversation(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: { readonly conversationId: string };
}): Promise<Conversation> {
  const { ctx, input } = call;
  return presentConversation(await withTenant(ctx, (tx) => findConversation(ctx, tx, input.conversationId)));
}
