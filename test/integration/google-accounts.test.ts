import { authenticateToken } from '@elenchus/core/identity/authenticate';
import { login } from '@elenchus/core/identity/login';
import { hashMailedToken, newMailedToken } from '@elenchus/core/identity/mailed-token';
import { refreshSession } from '@elenchus/core/identity/refresh-session';
import { register } from '@elenchus/core/identity/register';
import { newUuid } from '@elenchus/core/platform/ids';
import { apiKeys, invitations, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, openGoogle } from '../support/google.ts';
import { asOwner, makeIdentityTenant, makeUser } from '../support/identity.ts';
import { makeApiKey } from '../support/matrix-world.ts';

const password = 'Sound-Password-1';

let world: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  world = await makeWorld();
});

async function makeWorld() {
  const { server, google } = await openGoogle();
  const tenant = await makeIdentityTenant();
  const ctx = { ...tenant, ports: { ...tenant.ports, google } };
  const email = `${newUuid()}@test.example`;
  server.account = { sub: newUuid(), email: email.toUpperCase(), email_verified: true, name: 'Ada Lovelace' };
  return { ctx, server, email, browser: openBrowser(ctx, server) };
}

/** Invites the address of the Google account unless another is given; the token. */
async function invite(
  changes: Partial<typeof invitations.$inferInsert> = {},
  ctx = world.ctx,
): Promise<string> {
  const token = newMailedToken();
  const { email } = world;
  await withTenant(ctx, (tx) =>
    tx.insert(invitations).values({
      ...{
        id: newUuid(),
        organizationId: ctx.organizationId,
        email,
        role: 'paralegal',
        createdAt: new Date(),
      },
      ...{ tokenHash: hashMailedToken(token), invitedBy: ctx.actor.id },
      expiresAt: new Date(Date.now() + 86_400_000),
      ...changes,
    }),
  );
  return token;
}

/** Somebody who has registered the address with a password. */
async function registerAddress(joining: { invitationToken?: string } = {}) {
  const { ctx, email } = world;
  const organization = joining.invitationToken === undefined ? { organizationName: 'Firm' } : {};
  const input = { email, password, fullName: 'Ada', ...organization, ...joining };
  const session = await register({ ctx, input });
  const { id, organizationId } = session.user;
  const key = await makeApiKey({ ...ctx, organizationId, actor: { ...ctx.actor, id } }, ['cases:read']);
  return { session, organizationId, id, keyId: key.id };
}

async function audited(organizationId: string) {
  const rows = await asOwner()`
    select entry from audit_log where organization_id = ${organizationId} order by sequence`;
  return rows.map((row) => {
    const { action, actor, resource, details } = JSON.parse(String(row['entry']));
    return { action, actor, resource, details };
  });
}

const userOf = async (email: string) =>
  (await withAuth(world.ctx, (tx) => tx.select().from(users).where(eq(users.email, email))))[0];
const isLetIn = (token: string) =>
  withAuth(world.ctx, (tx) => authenticateToken(world.ctx, tx, token)).then(
    () => true,
    () => false,
  );

describe('the first sign-in of somebody who has registered', () => {
  it('links the account and ends all that opened it before, since the registration proved no address', async () => {
    const { session, organizationId, id, keyId } = await registerAddress();
    const before = await userOf(world.email);
    const fragment = await world.browser.signIn();
    expect(fragment).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: '1800',
      passwordRemoved: 'true',
    });
    const after = await userOf(world.email);
    expect(after).toMatchObject({ id, passwordHash: null, googleSubject: expect.stringContaining(' ') });
    expect(after?.version).toBe((before?.version ?? 0) + 1);
    expect(after?.lastLoginAt?.getTime()).toBeGreaterThan(before?.lastLoginAt?.getTime() ?? Infinity);

    expect(await isLetIn(fragment['accessToken'] ?? '')).toBe(true);
    expect(await isLetIn(session.accessToken)).toBe(false);
    const { ctx } = world;
    const renewal = refreshSession({ ctx, input: { refreshToken: session.refreshToken } });
    await expect(renewal).rejects.toMatchObject({ code: 'unauthenticated' });
    const input = { email: world.email, password };
    await expect(login({ ctx, input })).rejects.toMatchObject({ code: 'invalid_credentials' });
    const [key] = await withAuth(ctx, (tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, keyId)));
    expect(key?.revokedAt).not.toBeNull();

    const actor = { type: 'user', id };
    // The last one is the password that failed.
    expect((await audited(organizationId)).slice(-4, -1)).toEqual([
      {
        ...{ action: 'user.google_linked', actor, resource: actor },
        details: { passwordRemoved: true, sessionsEnded: true },
      },
      {
        ...{ action: 'api_key.revoked', actor, resource: { type: 'api_key', id: keyId } },
        details: { reason: 'google_linked' },
      },
      { action: 'user.signed_in', actor, resource: actor, details: { method: 'google' } },
    ]);
  });

  it('leaves an account as it is that came of an invitation, for its address was proven', async () => {
    const { session, organizationId, id, keyId } = await registerAddress({ invitationToken: await invite() });
    const fragment = await world.browser.signIn();
    expect(fragment).not.toHaveProperty('passwordRemoved');
    expect(await isLetIn(session.accessToken)).toBe(true);
    const { ctx } = world;
    const again = await login({ ctx, input: { email: world.email, password } });
    expect(again.user.id).toBe(id);
    const [key] = await withAuth(ctx, (tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, keyId)));
    expect(key?.revokedAt).toBeNull();
    expect(await audited(organizationId)).toContainEqual({
      ...{ action: 'user.google_linked', actor: { type: 'user', id }, resource: { type: 'user', id } },
      details: { passwordRemoved: false, sessionsEnded: false },
    });
  });

  it('does not take the invitation of somebody else for a proof', async () => {
    const { organizationId, id } = await registerAddress();
    const another = { organizationId, invitedBy: id, email: 'another@test.example' };
    const ctx = { ...world.ctx, organizationId };
    await invite({ ...another, acceptedAt: new Date() }, ctx);
    expect(await world.browser.signIn()).toHaveProperty('passwordRemoved', 'true');
  });

  it('happens once when two come at the same time, and both are signed in', async () => {
    const { organizationId } = await registerAddress();
    const [a, b] = [openBrowser(world.ctx, world.server), openBrowser(world.ctx, world.server)];
    const fragments = await Promise.all([a.signIn(), b.signIn()]);
    for (const { accessToken = '' } of fragments) expect(await isLetIn(accessToken)).toBe(true);
    const actions = (await audited(organizationId)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'user.google_linked')).toHaveLength(1);
    expect(actions.filter((action) => action === 'user.signed_in')).toHaveLength(2);
  });

  it('does not link by an address that Google has not verified', async () => {
    const { id, organizationId } = await registerAddress();
    for (const email_verified of [false, 'true', undefined]) {
      world.server.account = { ...world.server.account, email_verified };
      expect(await world.browser.signIn()).toEqual({ error: 'email_unverified' });
    }
    expect(await userOf(world.email)).toMatchObject({ id, googleSubject: null });
    expect((await userOf(world.email))?.passwordHash).not.toBeNull();
    const actions = (await audited(organizationId)).map(({ action }) => action);
    expect(actions).not.toContain('user.google_linked');
  });
});

describe('later sign-ins', () => {
  it('go by what Google calls the account, whatever its address has become', async () => {
    const { id } = await registerAddress();
    await world.browser.signIn();
    world.server.account = { ...world.server.account, email: 'new@else.example', email_verified: false };
    const { accessToken = '' } = await world.browser.signIn();
    const principal = await withAuth(world.ctx, (tx) => authenticateToken(world.ctx, tx, accessToken));
    expect(principal.actor.id).toBe(id);
    expect(await userOf('new@else.example')).toBeUndefined();
  });

  it('keep password and sessions that were made since', async () => {
    await registerAddress();
    const first = await world.browser.signIn();
    const second = await world.browser.signIn();
    expect(second).not.toHaveProperty('passwordRemoved');
    expect(await isLetIn(first['accessToken'] ?? '')).toBe(true);
  });

  it('are refused to another Google account that has got the address', async () => {
    const { id, organizationId } = await registerAddress();
    await world.browser.signIn();
    world.server.account = { ...world.server.account, sub: newUuid() };
    expect(await world.browser.signIn()).toEqual({ error: 'other_google_account' });
    expect((await audited(organizationId)).at(-1)).toEqual({
      action: 'user.sign_in_failed',
      actor: { type: 'anonymous', id: null },
      resource: { type: 'user', id },
      details: { method: 'google', reason: 'other_google_account' },
    });
  });

  it('are refused to a user who is deactivated and in an organization that is closed', async () => {
    const { id, organizationId } = await registerAddress();
    const sql = asOwner();
    await sql`update users set is_active = false where id = ${id}`;
    expect(await world.browser.signIn()).toEqual({ error: 'account_disabled' });
    await sql`update users set is_active = true where id = ${id}`;
    await sql`update organizations set is_active = false where id = ${organizationId}`;
    expect(await world.browser.signIn()).toEqual({ error: 'account_disabled' });
    expect(await userOf(world.email)).toMatchObject({ googleSubject: null });
    expect((await audited(organizationId)).at(-1)).toMatchObject({
      action: 'user.sign_in_failed',
      details: { method: 'google', reason: 'account_disabled' },
    });
    await sql`update organizations set is_active = true where id = ${organizationId}`;
    expect(await world.browser.signIn()).toHaveProperty('accessToken');
  });
});

describe('somebody who has not registered', () => {
  it('is not signed in, and makes no account', async () => {
    expect(await world.browser.signIn()).toEqual({ error: 'no_account' });
    expect(await userOf(world.email)).toBeUndefined();
  });

  it('joins by an invitation, without a password', async () => {
    const { ctx, email } = world;
    world.server.account = { ...world.server.account, picture: 'https://pictures.example/ada.png' };
    const invitationToken = await invite();
    const { accessToken = '' } = await world.browser.signIn({ invitationToken });
    const user = await userOf(email);
    expect(user).toMatchObject({
      ...{ organizationId: ctx.organizationId, role: 'paralegal', fullName: 'Ada Lovelace' },
      ...{ avatarUrl: 'https://pictures.example/ada.png', passwordHash: null },
    });
    expect(await isLetIn(accessToken)).toBe(true);
    const actor = { type: 'user', id: user?.id };
    expect(await audited(ctx.organizationId)).toMatchObject([
      { action: 'invitation.accepted', actor },
      { action: 'user.registered', actor, resource: actor, details: { role: 'paralegal', method: 'google' } },
      { action: 'user.signed_in', actor, details: { method: 'google' } },
    ]);
    await expect(login({ ctx, input: { email, password } })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    // Neither needs the invitation a second time.
    expect(await world.browser.signIn({ invitationToken })).toHaveProperty('accessToken');
  });

  it('is named by the address when Google names nobody', async () => {
    world.server.account = { ...world.server.account, name: undefined };
    await world.browser.signIn({ invitationToken: await invite() });
    expect((await userOf(world.email))?.fullName).toBe(world.email.split('@')[0]);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['of another address', () => invite({ email: 'another@test.example' }), 'token_invalid'],
    ['that has expired', () => invite({ expiresAt: new Date(0) }), 'token_invalid'],
    ['that was taken back', () => invite({ revokedAt: new Date() }), 'token_invalid'],
    ['that was used', () => invite({ acceptedAt: new Date() }), 'token_invalid'],
    ['that nobody made', async () => newMailedToken(), 'token_invalid'],
    [
      'into a full organization',
      async () => {
        await asOwner()`update organizations set user_quota = 1 where id = ${world.ctx.organizationId}`;
        return invite();
      },
      'quota_exceeded',
    ],
  ])('does not join by an invitation %s', async (_, make, error) => {
    expect(await world.browser.signIn({ invitationToken: await make() })).toEqual({ error });
    expect(await userOf(world.email)).toBeUndefined();
  });

  it('does not join with an address that Google has not verified', async () => {
    world.server.account = { ...world.server.account, email_verified: false };
    const invitationToken = await invite();
    expect(await world.browser.signIn({ invitationToken })).toEqual({ error: 'email_unverified' });
    expect(await userOf(world.email)).toBeUndefined();
  });
});

it('does not take one issuer for another: their names for accounts are their own', async () => {
  const { user } = await makeUser(world.ctx, 'attorney');
  await asOwner()`
    update users set google_subject = ${`https://accounts.google.com ${world.server.account['sub']}`}
    where id = ${user.id}`;
  expect(await world.browser.signIn()).toEqual({ error: 'no_account' });
});
