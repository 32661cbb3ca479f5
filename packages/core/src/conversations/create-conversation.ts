import type { Conversation } from '@elenchus/contracts/conversations/models';
import type { createConversation as contract } from '@elenchus/contracts/conversations/routes';
import type { RouteRequest } from '@elenchus/contracts/platform/route';
import { conversationDocuments, conversations } from '@elenchus/db/schema/conversations';
import { withTenant } from '@elenchus/db/tenant';
import { recordAudit } from '../audit/record-audit.ts';
import { findCase } from '../cases/find-case.ts';
import { requireDocuments } from '../documents/require-documents.ts';
import type { CallerContext } from '../platform/context.ts';
import { presentConversation } from './present-conversation.ts';

/** Begins a conversation. Throws `not_found` for a case or a document that is not there. */
export async function createConversation(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: RouteRequest<typeof contract>['body'];
}): Promise<Conversation> {
  const { ctx, input } = call;
  const { organizationId } = ctx;
  const now = ctx.clock();
  const documentIds = [...new Set(input.documentIds ?? [])].toSorted();
  const row = {
    id: ctx.newId(),
    organizationId,
    ownerId: ctx.actor.id,
    caseId: input.caseId ?? null,
    title: input.title ?? null,
    agentType: input.agentType ?? null,
    model: input.model ?? null,
    isDocumentScoped: documentIds.length > 0,
    status: 'ACTIVE' as const,
    createdAt: now,
    updatedAt: now,
  };
  await withTenant(ctx, async (tx) => {
    if (row.caseId !== null) await findCase(tx, row.caseId);
    await requireDocuments(tx, documentIds);
    await tx.insert(conversations).values(row);
    if (documentIds.length > 0) {
      await tx
        .insert(conversationDocuments)
        .values(documentIds.map((documentId) => ({ organizationId, conversationId: row.id, documentId })));
    }
    await recordAudit(ctx, tx, {
      action: 'conversation.created',
      resource: { type: 'conversation', id: row.id },
      details: { caseId: row.caseId, documentIds },
    });
  });
  return presentConversation({ row, messageCount: 0, documentIds });
}
