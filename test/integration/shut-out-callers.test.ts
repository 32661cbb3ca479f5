import { createApiKey } from '@elenchus/core/identity/create-api-key';
import { endSessions } from '@elenchus/core/identity/end-sessions';
import { listApiKeys } from '@elenchus/core/identity/list-api-keys';
import { updateOrganization } from '@elenchus/core/identity/update-organization';
import type { UserContext } from '@elenchus/core/platform/context';
import { users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { makeIdentityTenant, makeUser } from '../support/identity.ts';

type Context = UserContext<'db' | 'identity'>;

const makeKey = (ctx: Context) => createApiKey({ ctx, input: { name: 'Mine', scopes: ['cases:read'] } });
const rename = (ctx: Context) => updateOrganization({ ctx, input: { name: 'Mine', ifMatch: undefined } });

/** What happens to an admin whose request was let in just before. */
const endings: readonly (readonly [string, string, (ctx: Context) => Promise<unknown>])[] = [
  ['signed out', 'unauthenticated', (ctx) => withTenant(ctx, (tx) => endSessions(ctx, tx, ctx.actor.id))],
  ['made a viewer', 'forbidden', (ctx) => changeUser(ctx, { role: 'viewer' })],
  ['deactivated', 'forbidden', (ctx) => changeUser(ctx, { isActive: false })],
];

function changeUser(ctx: Context, change: Partial<typeof users.$inferInsert>): Promise<unknown> {
  return withTenant(ctx, (tx) => tx.update(users).set(change).where(eq(users.id, ctx.actor.id)));
}

describe.each(endings)('an admin who is %s while a request runs', (_, code, end) => {
  it('makes no key and changes nothing of the organization', async () => {
    const owner = await makeIdentityTenant();
    const { ctx } = await makeUser(owner, 'admin');
    await end(ctx);
    await expect(makeKey(ctx)).rejects.toMatchObject({ code });
    await expect(rename(ctx)).rejects.toMatchObject({ code });
    expect((await listApiKeys({ ctx: owner, input: { limit: 1 } })).data).toEqual([]);
  });
});

it('a session that goes on lets a key be made', async () => {
  const { ctx } = await makeUser(await makeIdentityTenant(), 'admin');
  expect(await makeKey(ctx)).toMatchObject({ apiKey: { name: 'Mine', createdBy: ctx.actor.id } });
});
