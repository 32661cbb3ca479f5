import { noOrganization } from '@elenchus/core/audit/record-audit';
import { changePassword } from '@elenchus/core/identity/change-password';
import { verifyPassword } from '@elenchus/core/identity/hash-password';
import { login } from '@elenchus/core/identity/login';
import { requestPasswordReset } from '@elenchus/core/identity/request-password-reset';
import { resetPassword } from '@elenchus/core/identity/reset-password';
import { newUuid } from '@elenchus/core/platform/ids';
import { describe, expect, it, vi } from 'vitest';
import { type Account, isSignedIn, makeAccount, password } from '../support/accounts.ts';
import { auditOf } from '../support/audit.ts';
import { asOwner } from '../support/identity.ts';

vi.mock(import('@elenchus/core/identity/hash-password'), { spy: true });

const newPassword = 'Another-Password-2';
const minuteMs = 60_000;
const tokenInvalid = { code: 'token_invalid' };
const invalidCredentials = { code: 'invalid_credentials' };

const signIn = ({ ctx, user }: Account, given: string) =>
  login({ ctx, input: { email: user.email, password: given } });
const change = ({ ctx }: Account, currentPassword: string, to = newPassword) =>
  changePassword({ ctx, input: { currentPassword, newPassword: to } });
const forgot = ({ ctx, user }: Account, email = user.email) =>
  requestPasswordReset({ ctx, input: { email } });
const reset = ({ ctx }: Account, token: string, to = newPassword) =>
  resetPassword({ ctx, input: { token, newPassword: to } });

/** What was mailed to the user, oldest first. */
async function mails({ user, ctx }: Account): Promise<{ id: string; kind: string; text: string }[]> {
  const rows = await asOwner()<{ id: string; kind: string; body_text: string; recipient: string }[]>`
    select id, kind, body_text, recipient from outbound_mails
    where organization_id = ${ctx.organizationId} order by id`;
  return rows.map(({ id, kind, body_text, recipient }) => {
    expect(recipient).toBe(user.email);
    return { id, kind, text: body_text };
  });
}

async function openSessions({ user }: Account): Promise<unknown[]> {
  const rows = await asOwner()`select id from sessions where user_id = ${user.id} and revoked_at is null`;
  return rows.map(({ id }) => id);
}

/** Asks for a mail, and takes the token out of it. */
async function mailedToken(account: Account): Promise<string> {
  await forgot(account);
  const text = (await mails(account)).at(-1)?.text ?? '';
  return (
    /https:\/\/api\.example\/app\/reset-password\?token=([\w-]{43})\n/.exec(text)?.[1] ?? expect.fail(text)
  );
}

describe('a changed password', () => {
  it('is the one to sign in with; the other sessions end, the own goes on, and the user is told', async () => {
    const account = await makeAccount();
    const other = await signIn(account, password);
    await change(account, password);
    expect(await isSignedIn(account.ctx, account.accessToken)).toBe(true);
    expect(await isSignedIn(account.ctx, other.accessToken)).toBe(false);
    await expect(signIn(account, password)).rejects.toMatchObject(invalidCredentials);
    await expect(signIn(account, newPassword)).resolves.toBeDefined();
    const [mail, ...more] = await mails(account);
    expect([mail?.kind, more.length, account.mailIds]).toEqual(['password-changed', 0, [mail?.id]]);
    expect(await auditOf(account.ctx, 'user.password_changed')).toHaveLength(1);
  });

  it('needs the current one', async () => {
    const account = await makeAccount();
    await expect(change(account, newPassword)).rejects.toMatchObject(invalidCredentials);
    await expect(signIn(account, password)).resolves.toBeDefined();
    expect(account.mailIds).toEqual([]);
  });

  it('is told to be missing by an account that signs in with Google alone', async () => {
    const account = await makeAccount();
    await asOwner()`update users set password_hash = null where id = ${account.user.id}`;
    await expect(change(account, password)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Google'),
    });
    await reset(account, await mailedToken(account));
    await expect(signIn(account, newPassword)).resolves.toBeDefined();
  });

  it('is one of those that were asked for at once', async () => {
    const account = await makeAccount();
    const wanted = [1, 2, 3, 4, 5].map((number) => `Another-Password-${number}`);
    const outcomes = await Promise.allSettled(wanted.map((each) => change(account, password, each)));
    const won = wanted.filter((_, at) => outcomes[at]?.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await expect(signIn(account, won[0] ?? '')).resolves.toBeDefined();
  });

  it('is too late for a sign-in whose password was looked at before', async () => {
    const account = await makeAccount();
    vi.mocked(verifyPassword).mockImplementationOnce(async () => {
      await change(account, password);
      return true;
    });
    await expect(signIn(account, password)).rejects.toMatchObject(invalidCredentials);
    expect(await openSessions(account)).toEqual([account.ctx.actor.sessionId]);
  });

  it('leaves no session to a sign-in with the old one that runs beside it', async () => {
    const account = await makeAccount();
    const signIns = Array.from({ length: 6 }, () => signIn(account, password));
    const outcomes = await Promise.allSettled([...signIns, change(account, password)]);
    expect(outcomes.at(-1)?.status).toBe('fulfilled');
    expect(await openSessions(account)).toEqual([account.ctx.actor.sessionId]);
  });
});

describe('the link for a new password', () => {
  it('sets one, once; all sessions end, and failed sign-ins are forgiven', async () => {
    const account = await makeAccount();
    const attempts = Array.from({ length: 11 }, () => signIn(account, 'Wrong-Password-1'));
    await Promise.allSettled(attempts);
    await expect(signIn(account, password)).rejects.toMatchObject({ code: 'locked_out' });
    const token = await mailedToken(account);
    await reset(account, token);
    expect(await isSignedIn(account.ctx, account.accessToken)).toBe(false);
    await expect(signIn(account, newPassword)).resolves.toBeDefined();
    await expect(reset(account, token, password)).rejects.toMatchObject(tokenInvalid);
    await expect(signIn(account, password)).rejects.toMatchObject(invalidCredentials);
    const sent = await mails(account);
    expect(sent.map(({ kind }) => kind)).toEqual(['password-reset', 'password-changed']);
    expect(account.mailIds).toEqual(sent.map(({ id }) => id));
    const user = { type: 'user', id: account.user.id };
    expect(await auditOf(account.ctx, 'user.password_reset_requested', 'user.password_reset')).toEqual([
      expect.objectContaining({ actor: { type: 'anonymous', id: null }, resource: user }),
      expect.objectContaining({ actor: user, resource: user }),
    ]);
  });

  it('lets one of twenty win who use it at once', async () => {
    const account = await makeAccount();
    const token = await mailedToken(account);
    const wanted = Array.from({ length: 20 }, (_, number) => `Another-Password-${number}`);
    const outcomes = await Promise.allSettled(wanted.map((each) => reset(account, token, each)));
    const won = wanted.filter((_, at) => outcomes[at]?.status === 'fulfilled');
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
    expect([won.length, new Set(lost)]).toEqual([1, new Set(['token_invalid'])]);
    await expect(signIn(account, won[0] ?? '')).resolves.toBeDefined();
    expect(await auditOf(account.ctx, 'user.password_reset')).toHaveLength(1);
  });

  it('works for an hour', async () => {
    const account = await makeAccount();
    const token = await mailedToken(account);
    account.clock.pass(60 * minuteMs);
    await expect(reset(account, token)).rejects.toMatchObject(tokenInvalid);
    account.clock.pass(-1);
    await expect(reset(account, token)).resolves.toBeUndefined();
  });

  it('is worthless after a newer one, and after the password was changed', async () => {
    const account = await makeAccount();
    const older = await mailedToken(account);
    const newer = await mailedToken(account);
    await expect(reset(account, older)).rejects.toMatchObject(tokenInvalid);
    await change(account, password);
    await expect(reset(account, newer)).rejects.toMatchObject(tokenInvalid);
    await expect(signIn(account, newPassword)).resolves.toBeDefined();
  });

  it('is only one of those that were asked for at once', async () => {
    const account = await makeAccount();
    await Promise.all([1, 2, 3, 4].map(() => forgot(account)));
    const rows = await asOwner()`
      select used_at from password_resets where user_id = ${account.user.id}`;
    expect([rows.length, rows.filter((row) => row['used_at'] === null).length]).toEqual([4, 1]);
  });

  it('is unknown when it was made up, and kept by its hash alone', async () => {
    const account = await makeAccount();
    const token = await mailedToken(account);
    const changed = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const wrong of [changed, '', 'x', `${token} `]) {
      await expect(reset(account, wrong)).rejects.toMatchObject(tokenInvalid);
    }
    const [row] = await asOwner()<{ token_hash: Uint8Array }[]>`
      select token_hash from password_resets where user_id = ${account.user.id}`;
    expect(row?.token_hash).toHaveLength(32);
    expect(Buffer.from(row?.token_hash ?? []).toString('base64url')).not.toBe(token);
  });

  it('does not work once its user is deactivated or the organization closed', async () => {
    const sql = asOwner();
    const account = await makeAccount();
    const token = await mailedToken(account);
    const { id, organizationId } = account.user;
    await sql`update users set is_active = false where id = ${id}`;
    await expect(reset(account, token)).rejects.toMatchObject(tokenInvalid);
    await sql`update users set is_active = true where id = ${id}`;
    await sql`update organizations set is_active = false where id = ${organizationId}`;
    await expect(reset(account, token)).rejects.toMatchObject(tokenInvalid);
  });
});

describe('a request for a new password', () => {
  it('is taken for any address, and mails nothing to one that is unknown, or may not sign in', async () => {
    const account = await makeAccount();
    const nobody = { ...account.ctx, organizationId: noOrganization };
    const before = (await auditOf(nobody, 'user.password_reset_requested')).length;
    await expect(forgot(account, `${newUuid()}@nowhere.example`)).resolves.toBeUndefined();
    expect((await auditOf(nobody, 'user.password_reset_requested')).length).toBeGreaterThan(before);
    await asOwner()`update users set is_active = false where id = ${account.user.id}`;
    await expect(forgot(account)).resolves.toBeUndefined();
    expect(await mails(account)).toEqual([]);
    // The queue gets a message all the same, of a mail that is not there.
    expect(account.mailIds).toHaveLength(2);
    expect(await auditOf(account.ctx, 'user.password_reset_requested')).toEqual([
      expect.objectContaining({ details: { isMailed: false } }),
    ]);
  });

  it('is not answered before a time that none needs', async () => {
    const account = await makeAccount();
    for (const email of [account.user.email, `${newUuid()}@nowhere.example`]) {
      const startMs = performance.now();
      await forgot(account, email);
      expect(performance.now() - startMs).toBeGreaterThanOrEqual(299);
    }
  });

  it('fills no mailbox: five mails an hour, of which the last works', async () => {
    const account = await makeAccount();
    for (let time = 0; time < 4; time += 1) await forgot(account);
    const token = await mailedToken(account);
    await forgot(account);
    expect(await mails(account)).toHaveLength(5);
    account.clock.pass(59 * minuteMs);
    await reset(account, token);
    account.clock.pass(2 * minuteMs);
    await expect(mailedToken(account)).resolves.toBeDefined();
  });
});
