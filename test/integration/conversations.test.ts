import { createCase } from '@elenchus/core/cases/create-case';
import { createConversation } from '@elenchus/core/conversations/create-conversation';
import { getConversation } from '@elenchus/core/conversations/get-conversation';
import { listMessages } from '@elenchus/core/conversations/list-messages';
import { requireDocuments } from '@elenchus/core/documents/require-documents';
import { newUuid } from '@elenchus/core/platform/ids';
import { users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { makeContext, makeDocument } from '../support/pipeline.ts';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

/** Somebody of a firm, and its owner. */
async function makeColleagues() {
  const owner = await makeTenant(openTestDatabase());
  const userId = newUuid();
  await withTenant(owner, (tx) =>
    tx.insert(users).values({
      id: userId,
      organizationId: owner.organizationId,
      email: `${userId}@test.example`,
      passwordHash: '-',
      fullName: 'Colleague',
      role: 'attorney',
      createdAt: new Date(),
    }),
  );
  const actor = { kind: 'user', id: userId, role: 'attorney', sessionId: newUuid() } as const;
  return { ada: { ...owner, actor }, bob: owner };
}

it('a conversation without a case is seen by nobody but who made it, whatever the role', async () => {
  const { ada, bob } = await makeColleagues();
  const { id: conversationId } = await createConversation({ ctx: ada, input: {} });
  const input = { conversationId, limit: 10 };
  expect((await getConversation({ ctx: ada, input })).ownerId).toBe(ada.actor.id);
  await expect(getConversation({ ctx: bob, input })).rejects.toMatchObject({ code: 'not_found' });
  await expect(listMessages({ ctx: bob, input })).rejects.toMatchObject({ code: 'not_found' });
});

it('a conversation about a case is seen by the whole firm', async () => {
  const { ada, bob } = await makeColleagues();
  const { id: caseId } = await createCase({ ctx: ada, input: { clientName: 'X' } });
  const { id: conversationId } = await createConversation({ ctx: ada, input: { caseId } });
  expect((await getConversation({ ctx: bob, input: { conversationId } })).caseId).toBe(caseId);
});

it('a document that a conversation begins with cannot go before it is stored', async () => {
  const ctx = await makeContext();
  const documentId = await makeDocument(ctx, { fileName: 'a.txt' });
  const locker = await withTenant(ctx, async (tx) => {
    await requireDocuments(tx, [documentId]);
    // The transaction that locks a row stands in it: the embedded database has no second one that could wait.
    const [row] = await tx.execute(sql`select xmax = pg_current_xact_id()::xid as locked from documents`);
    return row?.['locked'];
  });
  expect(locker).toBe(true);
});
