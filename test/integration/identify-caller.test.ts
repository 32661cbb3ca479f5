import { getCase } from '@elenchus/contracts/cases/routes';
import { listUsers } from '@elenchus/contracts/identity/member-routes';
import type { Role } from '@elenchus/contracts/platform/roles';
import type { Scope } from '@elenchus/contracts/platform/scopes';
import { apiKeyPrefix, hashApiKeySecret, newApiKeySecret } from '@elenchus/core/identity/api-key-secret';
import { newUuid } from '@elenchus/core/platform/ids';
import { type ApiKeyRow, apiKeys } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { type Headers, identifyCaller, requireAllowed } from '@elenchus/lambda/http/identify-caller';
import { expect, it } from 'vitest';
import { asOwner, makeIdentityTenant, makeUser } from '../support/identity.ts';

/** A user of a new organization, with what calls a route as that user. */
async function signedIn(role: Role) {
  const tenant = await makeIdentityTenant();
  const { user, accessToken, ctx } = await makeUser(tenant, role);
  const identify = async (headers: Headers = { authorization: `Bearer ${accessToken}` }) =>
    (await identifyCaller(ctx, getCase, headers)).principal ?? expect.fail('nobody');
  const call = async (least: Role) => requireAllowed({ kind: 'user', role: least }, await identify());
  return { identify, call, user, ctx, accessToken };
}

async function withKey(changes: Partial<ApiKeyRow> = {}) {
  const { identify, ctx, user } = await signedIn('admin');
  const secret = newApiKeySecret();
  const row = {
    id: newUuid(),
    organizationId: ctx.organizationId,
    name: 'k',
    prefix: apiKeyPrefix(secret),
    keyHash: hashApiKeySecret(secret),
    scopes: ['cases:read'] satisfies Scope[],
    createdBy: user.id,
    createdAt: new Date(),
    ...changes,
  };
  await withTenant(ctx, (tx) => tx.insert(apiKeys).values(row));
  return { secret, id: row.id, ctx, identify: (key = secret) => identify({ 'x-api-key': key }) };
}

it('lets a role do what it and those below it may, and nothing above', async () => {
  const { call, identify, user, ctx } = await signedIn('paralegal');
  expect(await identify()).toEqual({
    organizationId: user.organizationId,
    actor: ctx.actor,
    role: 'paralegal',
    isSuperuser: false,
  });
  for (const least of ['viewer', 'paralegal'] as const) await expect(call(least)).resolves.toBeUndefined();
  for (const least of ['attorney', 'admin', 'owner'] as const) {
    await expect(call(least)).rejects.toMatchObject({ code: 'forbidden' });
  }
});

it('refuses at once a user who was deactivated, a session that was ended, an organization that was closed', async () => {
  const sql = asOwner();
  const gone = [
    async (id: string) => sql`update users set is_active = false where id = ${id}`,
    async (id: string) => sql`update sessions set revoked_at = now() where user_id = ${id}`,
    async (id: string) =>
      sql`update organizations set is_active = false where id = (select organization_id from users where id = ${id})`,
  ];
  for (const go of gone) {
    const { call, user } = await signedIn('owner');
    await expect(call('viewer')).resolves.toBeUndefined();
    await go(user.id);
    await expect(call('viewer')).rejects.toMatchObject({ code: 'unauthenticated' });
  }
});

it('takes a changed role from the next request on', async () => {
  const { call, user } = await signedIn('admin');
  await asOwner()`update users set role = 'viewer' where id = ${user.id}`;
  await expect(call('paralegal')).rejects.toMatchObject({ code: 'forbidden' });
});

it('knows an API key, notes its use, and lets it do what its scopes say', async () => {
  const { identify, id, ctx } = await withKey();
  const principal = await identify();
  expect(principal).toMatchObject({
    organizationId: ctx.organizationId,
    actor: { kind: 'apiKey', id, agentType: null },
    scopes: ['cases:read'],
  });
  const [row] = await asOwner()`select last_used_at from api_keys where id = ${id}`;
  expect(row?.['last_used_at']).not.toBeNull();
  expect(() => requireAllowed(getCase.auth, principal)).not.toThrow();
  for (const auth of [{ kind: 'any', role: 'viewer', scope: 'cases:write' } as const, listUsers.auth]) {
    expect(() => requireAllowed(auth, principal)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  }
});

it('refuses a key that has expired, was revoked or is unknown, and credentials of both kinds at once', async () => {
  const past = new Date(Date.now() - 1000);
  for (const changes of [{ expiresAt: past }, { revokedAt: past }]) {
    const { identify } = await withKey(changes);
    await expect(identify()).rejects.toMatchObject({ code: 'unauthenticated' });
  }
  const { identify } = await withKey();
  await expect(identify(newApiKeySecret())).rejects.toMatchObject({ code: 'unauthenticated' });
  const { identify: both, accessToken } = await signedIn('owner');
  const headers = { authorization: `Bearer ${accessToken}`, 'x-api-key': newApiKeySecret() };
  await expect(both(headers)).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('refuses a key with a wrong checksum without a query', async () => {
  const { identify, secret, ctx } = await withKey();
  const wrong = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;
  const noDatabase = {
    ...ctx,
    ports: { ...ctx.ports, db: new Proxy(ctx.ports.db, { get: () => expect.fail('a query') }) },
  };
  const refused = async () => identifyCaller(noDatabase, getCase, { 'x-api-key': wrong });
  await expect(refused()).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(identify(wrong)).rejects.toMatchObject({ code: 'unauthenticated' });
});
