import { getJwks } from '@elenchus/core/identity/get-jwks';
import { login } from '@elenchus/core/identity/login';
import { refreshSession } from '@elenchus/core/identity/refresh-session';
import { removeSpentRows } from '@elenchus/core/identity/remove-spent-rows';
import { requestPasswordReset } from '@elenchus/core/identity/request-password-reset';
import { resetPassword } from '@elenchus/core/identity/reset-password';
import { rotateSigningKeys } from '@elenchus/core/identity/rotate-signing-keys';
import { claimIdempotencyKey } from '@elenchus/core/platform/idempotency';
import { type Database, openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { decodeProtectedHeader } from 'jose';
import postgres from 'postgres';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Account, isSignedIn, makeAccount, password } from '../support/accounts.ts';
import { startMigratedDatabase } from '../support/migrated-database.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

// These jobs concern everybody, so they have a database of their own.
let sql: postgres.Sql;
let db: Database;
beforeAll(async () => {
  const database = await startMigratedDatabase();
  const pool = openDatabase(settingsFromUrl(database.loginUrl, 4));
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  db = pool.db;
  return async () => {
    await pool.close();
    await sql.end();
    await database.stop();
  };
});

describe('the keys that sign access tokens', () => {
  afterEach(() => sql`delete from signing_keys`);

  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  const published = async ({ ctx }: Account) => (await getJwks({ ctx })).keys.map(({ kid }) => kid);
  const signIn = ({ ctx, user }: Account) => login({ ctx, input: { email: user.email, password } });

  it('are renewed after 30 days; the new one is published an hour before it signs', async () => {
    const account = await makeAccount('owner', db);
    const first = kidOf(account.accessToken);
    account.clock.pass(30 * dayMs - hourMs);
    await rotateSigningKeys(account);
    expect(await published(account)).toEqual([first]);
    account.clock.pass(2 * hourMs);
    await rotateSigningKeys(account);
    const [second, ...others] = await published(account);
    expect([others, second === first]).toEqual([[first], false]);
    account.clock.pass(hourMs - 1);
    expect(kidOf((await signIn(account)).accessToken)).toBe(first);
    account.clock.pass(1);
    expect(kidOf((await signIn(account)).accessToken)).toBe(second);
  });

  it('sign nobody out: a token lives as long as without, and a session goes on', async () => {
    const account = await makeAccount('owner', db);
    account.clock.pass(30 * dayMs);
    await rotateSigningKeys(account);
    account.clock.pass(hourMs - 1);
    const { accessToken, refreshToken } = await signIn(account);
    account.clock.pass(1);
    await rotateSigningKeys(account);
    expect(await isSignedIn(account.ctx, accessToken)).toBe(true);
    const renewed = await refreshSession({ ctx: account.ctx, input: { refreshToken } });
    expect(kidOf(renewed.accessToken)).not.toBe(kidOf(accessToken));
    expect(await isSignedIn(account.ctx, renewed.accessToken)).toBe(true);
    expect(await isSignedIn(account.ctx, accessToken)).toBe(true);
  });

  it('are removed two days after the next one took over', async () => {
    const account = await makeAccount('owner', db);
    const first = kidOf(account.accessToken);
    account.clock.pass(30 * dayMs);
    await rotateSigningKeys(account);
    account.clock.pass(hourMs + 2 * dayMs - 1);
    await rotateSigningKeys(account);
    expect(await published(account)).toHaveLength(2);
    account.clock.pass(1);
    const info = vi.fn();
    await rotateSigningKeys({ ctx: { ...account.ctx, logger: { ...account.ctx.logger, info } } });
    expect(info).toHaveBeenCalledExactlyOnceWith('signing_keys.rotated', { made: 0, removed: 1 });
    expect(await published(account)).toEqual([expect.not.stringContaining(String(first))]);
    await expect(signIn(account)).resolves.toBeDefined();
  });

  it('are made once by runs at the same time', async () => {
    const account = await makeAccount('owner', db);
    // Opens all connections, so that none of the runs has to wait for its own.
    await Promise.all([1, 2, 3, 4].map(() => published(account)));
    for (let month = 1; month <= 6; month += 1) {
      account.clock.pass(31 * dayMs);
      await Promise.all([1, 2, 3, 4].map(() => rotateSigningKeys(account)));
      expect(await sql`select kid from signing_keys where created_at = ${account.clock.now()}`).toHaveLength(
        1,
      );
    }
  });

  it('are not made before somebody signs in', async () => {
    const account = await makeAccount('owner', db);
    await sql`delete from signing_keys`;
    await rotateSigningKeys(account);
    expect(await published(account)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => signIn(account)));
    expect(await published(account)).toHaveLength(1);
  });
});

describe('rows that nobody can use any more', () => {
  /** One row just past its use and one just before, of each table; the first column tells them apart. */
  async function makePairs({ user, ctx }: Account): Promise<void> {
    const { id: userId, organizationId } = user;
    const sessionId = ctx.actor.sessionId;
    for (const [mark, age] of [
      ['spent', '1 minute'],
      ['live', '-1 minute'],
    ] as const) {
      const hash = Buffer.from(mark.padEnd(32));
      const ago = (interval: string) => sql`now() - ${interval}::interval - ${age}::interval`;
      await sql`insert into refresh_tokens (token_hash, organization_id, session_id, expires_at)
        values (${hash}, ${organizationId}, ${sessionId}, ${ago('1 day')})`;
      await sql`insert into sessions (id, organization_id, user_id, created_at, user_agent, expires_at)
        values (gen_random_uuid(), ${organizationId}, ${userId}, now(), ${mark}, ${ago('1 day')})`;
      await sql`insert into password_resets (token_hash, organization_id, user_id, expires_at, created_at)
        values (${hash}, ${organizationId}, ${userId}, ${ago('7 days')}, now())`;
      await sql`insert into idempotency_keys
          (organization_id, actor_id, key_hash, request_hash, locked_until, created_at)
        values (${organizationId}, ${userId}, ${hash}, ${hash}, now(), ${ago('1 day')})`;
      await sql`insert into rate_limits (bucket, hits, window_ends_at) values (${mark}, 1, ${ago('0 s')})`;
      await sql`insert into google_sign_ins (state_hash, browser_hash, code_verifier, nonce, return_to, expires_at)
        values (${hash}, ${hash}, 'v', 'n', '/', ${ago('0 s')})`;
      await sql`insert into sign_in_failures (address_hash, failures, window_started_at)
        values (${hash}, 1, ${ago('1 day')})`;
    }
  }

  /** How many marked rows of each table are there. */
  async function counts(mark: string): Promise<unknown> {
    const hash = Buffer.from(mark.padEnd(32));
    const [row] = await sql`select
      (select count(*)::int from refresh_tokens where token_hash = ${hash}) as refresh_tokens,
      (select count(*)::int from sessions where user_agent = ${mark}) as sessions,
      (select count(*)::int from password_resets where token_hash = ${hash}) as password_resets,
      (select count(*)::int from idempotency_keys where key_hash = ${hash}) as idempotency_keys,
      (select count(*)::int from rate_limits where bucket = ${mark}) as rate_limits,
      (select count(*)::int from google_sign_ins where state_hash = ${hash}) as google_sign_ins,
      (select count(*)::int from sign_in_failures where address_hash = ${hash}) as sign_in_failures`;
    return row;
  }

  const each = (count: number) => ({
    refresh_tokens: count,
    sessions: count,
    password_resets: count,
    idempotency_keys: count,
    rate_limits: count,
    google_sign_ins: count,
    sign_in_failures: count,
  });

  it('go, and those of a minute less stay', async () => {
    const account = await makeAccount('owner', db);
    await makePairs(account);
    expect([await counts('spent'), await counts('live')]).toEqual([each(1), each(1)]);
    await removeSpentRows(account);
    expect([await counts('spent'), await counts('live')]).toEqual([each(0), each(1)]);
  });

  it('are all that goes: who is signed in, locked out, was mailed a link or has sent a key sees no difference', async () => {
    const account = await makeAccount('owner', db);
    const { ctx, user, mailIds } = account;
    const spentToken = account.refreshToken;
    const { refreshToken } = await refreshSession({ ctx, input: { refreshToken: spentToken } });
    await requestPasswordReset({ ctx, input: { email: user.email } });
    const [mail] = await sql`select body_text from outbound_mails where id = ${mailIds[0] ?? ''}`;
    const token = /token=([\w-]+)/.exec(String(mail?.['body_text']))?.[1] ?? expect.fail('no token');
    const claim = await claimIdempotencyKey(ctx, 'k', 'request');
    if ('owned' in claim) await claim.owned.keep({ statusCode: 201, answer: '{}' });
    const email = 'locked@test.example';
    const attempt = () => login({ ctx, input: { email, password } });
    await Promise.allSettled(Array.from({ length: 11 }, attempt));

    await removeSpentRows(account);

    await expect(attempt()).rejects.toMatchObject({ code: 'locked_out' });
    expect(await claimIdempotencyKey(ctx, 'k', 'request')).toEqual({
      answered: { statusCode: 201, answer: '{}' },
    });
    expect(await isSignedIn(ctx, account.accessToken)).toBe(true);
    await expect(refreshSession({ ctx, input: { refreshToken } })).resolves.toBeDefined();
    // The reuse of a spent token is still seen.
    account.clock.pass(11_000);
    await expect(refreshSession({ ctx, input: { refreshToken: spentToken } })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await isSignedIn(ctx, account.accessToken)).toBe(false);
    await expect(
      resetPassword({ ctx, input: { token, newPassword: 'New-Password-1' } }),
    ).resolves.toBeUndefined();
  });

  it('go by the thousand, and a session takes its tokens along', async () => {
    const account = await makeAccount('owner', db);
    const { ctx, refreshToken, user } = account;
    await sql`update sessions set expires_at = now() - interval '25 hours' where user_id = ${user.id}`;
    await sql`insert into rate_limits (bucket, hits, window_ends_at)
      select 'many:' || number, 1, now() - interval '1 second' from generate_series(1, 2500) as number`;
    const info = vi.fn();
    await removeSpentRows({ ctx: { ...ctx, logger: { ...ctx.logger, info } } });
    expect(info).toHaveBeenCalledExactlyOnceWith('spent_rows.removed', { sessions: 1, rate_limits: 2500 });
    await expect(refreshSession({ ctx, input: { refreshToken } })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await sql`select from sessions where user_id = ${user.id}`).toHaveLength(0);
  });
});
