import { listSessions } from '@elenchus/core/identity/list-sessions';
import { login } from '@elenchus/core/identity/login';
import { logout } from '@elenchus/core/identity/logout';
import { refreshSession } from '@elenchus/core/identity/refresh-session';
import { revokeSession } from '@elenchus/core/identity/revoke-session';
import { describe, expect, it } from 'vitest';
import { type Account, isSignedIn, makeAccount, password } from '../support/accounts.ts';
import { auditOf } from '../support/audit.ts';
import { asOwner, makeUser } from '../support/identity.ts';

const refresh = ({ ctx }: Account, refreshToken: string) => refreshSession({ ctx, input: { refreshToken } });
const signIn = ({ ctx, user }: Account) => login({ ctx, input: { email: user.email, password } });
const list = async ({ ctx }: Account) => (await listSessions({ ctx, input: { limit: 100 } })).data;
const unauthenticated = { code: 'unauthenticated' };

describe('a refresh token that was spent', () => {
  it('works for a second tab 9.9 s later; both pairs go on', async () => {
    const account = await makeAccount();
    const first = await refresh(account, account.refreshToken);
    account.clock.pass(9_900);
    const second = await refresh(account, account.refreshToken);
    for (const { accessToken, refreshToken } of [first, second]) {
      expect(await isSignedIn(account.ctx, accessToken)).toBe(true);
      await expect(refresh(account, refreshToken)).resolves.toMatchObject({ tokenType: 'Bearer' });
    }
    expect(first.refreshToken).not.toBe(second.refreshToken);
  });

  it('ends its whole family 10.1 s later, and no other session', async () => {
    const account = await makeAccount();
    const other = await signIn(account);
    const second = await refresh(account, account.refreshToken);
    const third = await refresh(account, second.refreshToken);
    account.clock.pass(10_100);
    await expect(refresh(account, account.refreshToken)).rejects.toMatchObject(unauthenticated);
    for (const token of [account.accessToken, second.accessToken, third.accessToken]) {
      expect(await isSignedIn(account.ctx, token)).toBe(false);
    }
    for (const token of [account.refreshToken, second.refreshToken, third.refreshToken]) {
      await expect(refresh(account, token)).rejects.toMatchObject(unauthenticated);
    }
    expect(await isSignedIn(account.ctx, other.accessToken)).toBe(true);
    expect(await auditOf(account.ctx, 'session.refresh_reused')).toEqual([
      expect.objectContaining({
        actor: { type: 'anonymous', id: null },
        resource: { type: 'session', id: account.ctx.actor.sessionId },
      }),
    ]);
  });
});

describe('a refresh token', () => {
  it('gives each of many who use it at once a pair that works', async () => {
    const account = await makeAccount();
    const pairs = await Promise.all([1, 2, 3, 4].map(() => refresh(account, account.refreshToken)));
    expect(new Set(pairs.map((pair) => pair.refreshToken)).size).toBe(4);
    for (const { accessToken, refreshToken } of pairs) {
      expect(await isSignedIn(account.ctx, accessToken)).toBe(true);
      await expect(refresh(account, refreshToken)).resolves.toBeDefined();
    }
  });

  it('lives seven days, and each exchange begins them anew', async () => {
    const account = await makeAccount();
    const week = 7 * 86_400_000;
    account.clock.pass(week - 1);
    const next = await refresh(account, account.refreshToken);
    account.clock.pass(week - 1);
    const last = await refresh(account, next.refreshToken);
    account.clock.pass(week);
    await expect(refresh(account, last.refreshToken)).rejects.toMatchObject(unauthenticated);
  });

  it('is of no use to a deactivated user', async () => {
    const account = await makeAccount();
    await asOwner()`update users set is_active = false where id = ${account.user.id}`;
    await expect(refresh(account, account.refreshToken)).rejects.toMatchObject(unauthenticated);
    await expect(signIn(account)).rejects.toMatchObject({ code: 'account_disabled' });
  });
});

describe('the sessions of a user', () => {
  it('are listed newest first with where they are, and say which one asks', async () => {
    const account = await makeAccount();
    const { ctx, clock } = account;
    clock.pass(1000);
    const origin = { requestId: 'r', ipAddress: '203.0.113.7', userAgent: 'Browser/1' };
    await signIn({ ...account, ctx: { ...ctx, origin } });
    expect(await list(account)).toEqual([
      expect.objectContaining({ isCurrent: false, ipAddress: '203.0.113.7', userAgent: 'Browser/1' }),
      expect.objectContaining({ isCurrent: true, id: ctx.actor.sessionId, ipAddress: null }),
    ]);
  });

  it('come in pages, without those that have ended or expired, and without those of others', async () => {
    const account = await makeAccount();
    const { ctx, clock } = account;
    await makeUser(ctx, 'admin');
    const days = 86_400_000;
    await signIn(account);
    clock.pass(4 * days);
    const kept = await signIn(account);
    const ended = await signIn(account);
    const endedId = (await list(account))[0]?.id ?? expect.fail('no session');
    await revokeSession({ ctx, input: { sessionId: endedId } });
    expect(await isSignedIn(ctx, ended.accessToken)).toBe(false);
    const page = await listSessions({ ctx, input: { limit: 2 } });
    const rest = await listSessions({ ctx, input: { limit: 2, cursor: page.nextCursor ?? '' } });
    expect([page.data.length, rest.data.length, rest.nextCursor]).toEqual([2, 1, null]);
    clock.pass(4 * days);
    expect(await list(account)).toHaveLength(1);
    await expect(refresh(account, kept.refreshToken)).resolves.toBeDefined();
  });

  it('end at once when they are revoked, and only one time', async () => {
    const account = await makeAccount();
    const { ctx } = account;
    const other = await signIn(account);
    const [newest] = await list(account);
    const input = { sessionId: newest?.id ?? '' };
    await revokeSession({ ctx, input });
    expect(await isSignedIn(ctx, other.accessToken)).toBe(false);
    expect(await isSignedIn(ctx, account.accessToken)).toBe(true);
    await expect(refresh(account, other.refreshToken)).rejects.toMatchObject(unauthenticated);
    await expect(revokeSession({ ctx, input })).rejects.toMatchObject({ code: 'not_found' });
    expect((await auditOf(ctx)).at(-1)).toMatchObject({
      action: 'session.revoked',
      actor: { type: 'user', id: account.user.id },
      resource: { type: 'session', id: input.sessionId },
    });
  });

  it('are not there for another user of the organization', async () => {
    const account = await makeAccount();
    const colleague = await makeUser(account.ctx, 'owner');
    const input = { sessionId: account.ctx.actor.sessionId };
    await expect(revokeSession({ ctx: colleague.ctx, input })).rejects.toMatchObject({ code: 'not_found' });
    expect(await isSignedIn(account.ctx, account.accessToken)).toBe(true);
  });
});

describe('signing out', () => {
  it('ends the session of the access token at once, and no other', async () => {
    const account = await makeAccount();
    const other = await signIn(account);
    await logout({ ctx: account.ctx, input: {} });
    expect(await isSignedIn(account.ctx, account.accessToken)).toBe(false);
    await expect(refresh(account, account.refreshToken)).rejects.toMatchObject(unauthenticated);
    expect(await isSignedIn(account.ctx, other.accessToken)).toBe(true);
  });

  it('ends that of a refresh token too, but not one of somebody else', async () => {
    const account = await makeAccount();
    const { ctx } = account;
    const other = await signIn(account);
    const colleague = await makeUser(ctx, 'viewer');
    await logout({ ctx: colleague.ctx, input: { refreshToken: other.refreshToken } });
    expect(await isSignedIn(ctx, other.accessToken)).toBe(true);
    await logout({ ctx, input: { refreshToken: other.refreshToken } });
    for (const { accessToken } of [account, other, colleague]) {
      expect(await isSignedIn(ctx, accessToken)).toBe(false);
    }
    expect(await auditOf(ctx, 'user.signed_out')).toHaveLength(3);
  });
});
