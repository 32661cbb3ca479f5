import { login as contract } from '@elenchus/contracts/identity/routes';
import { noOrganization } from '@elenchus/core/audit/record-audit';
import { changePassword } from '@elenchus/core/identity/change-password';
import { verifyPassword } from '@elenchus/core/identity/hash-password';
import { login } from '@elenchus/core/identity/login';
import { newUuid } from '@elenchus/core/platform/ids';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, makeAccount, password } from '../support/accounts.ts';
import { auditOf } from '../support/audit.ts';
import { callRoute, type RouteAnswer, type RouteHandler } from '../support/call-route.ts';
import { asOwner } from '../support/identity.ts';

vi.mock(import('@elenchus/core/identity/hash-password'), { spy: true });

const wrong = 'Wrong-Password-1';
const minuteMs = 60_000;
const lockedOut = (seconds: number) => ({ code: 'locked_out', retryAfterSeconds: seconds });
const checked = vi.mocked(verifyPassword);
beforeEach(() => void checked.mockClear());

const attempt = ({ ctx, user }: Account, given: string, email = user.email) =>
  login({ ctx, input: { email, password: given } });

/** The codes of so many failed attempts, one after the other. */
async function fail(account: Account, times: number, email = account.user.email): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (let time = 0; time < times; time += 1) {
    codes.push(
      await attempt(account, wrong, email).then(
        () => 'signed in',
        (error) => error.code,
      ),
    );
  }
  return codes;
}

const refusals = (times: number) => Array<string>(times).fill('invalid_credentials');

describe('an address', () => {
  it('has ten of a hundred wrong passwords looked at, however they come', async () => {
    const account = await makeAccount();
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => attempt(account, wrong)));
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'in'));
    expect(checked).toHaveBeenCalledTimes(10);
    expect(codes.filter((code) => code === 'invalid_credentials')).toHaveLength(10);
    expect(codes.filter((code) => code === 'locked_out')).toHaveLength(90);
    expect(await auditOf(account.ctx, 'user.sign_in_failed')).toHaveLength(10);
    expect(await auditOf(account.ctx, 'user.locked_out')).toEqual([
      expect.objectContaining({ resource: { type: 'user', id: account.user.id } }),
    ]);
  });

  it('is locked for 15 minutes, for the right password too, and tells how long', async () => {
    const account = await makeAccount();
    expect(await fail(account, 10)).toEqual(refusals(10));
    await expect(attempt(account, password)).rejects.toMatchObject(lockedOut(900));
    account.clock.pass(15 * minuteMs - 500);
    await expect(attempt(account, password)).rejects.toMatchObject(lockedOut(1));
    expect(checked).toHaveBeenCalledTimes(10);
    account.clock.pass(500);
    await expect(attempt(account, password)).resolves.toMatchObject({ user: { id: account.user.id } });
  });

  it('that nobody has is locked in the same way', async () => {
    const account = await makeAccount();
    const email = `${newUuid()}@nowhere.example`;
    expect(await fail(account, 12, email)).toEqual([...refusals(10), 'locked_out', 'locked_out']);
    await expect(attempt(account, wrong, email)).rejects.toMatchObject(lockedOut(900));
    account.clock.pass(15 * minuteMs);
    expect(await fail(account, 1, email)).toEqual(refusals(1));
    const nobody = { ...account.ctx, organizationId: noOrganization };
    expect((await auditOf(nobody, 'user.locked_out')).length).toBeGreaterThan(0);
  });

  it('is forgiven its failures by the right password', async () => {
    const account = await makeAccount();
    expect(await fail(account, 9)).toEqual(refusals(9));
    await attempt(account, password);
    expect(await fail(account, 11)).toEqual([...refusals(10), 'locked_out']);
  });

  it('has only the failures of the last window counted', async () => {
    const account = await makeAccount();
    expect(await fail(account, 9)).toEqual(refusals(9));
    account.clock.pass(15 * minuteMs);
    expect(await fail(account, 11)).toEqual([...refusals(10), 'locked_out']);
  });

  it('can be locked again and again, each time from the first failure on', async () => {
    const account = await makeAccount();
    for (let round = 0; round < 3; round += 1) {
      expect(await fail(account, 13)).toEqual([...refusals(10), ...Array<string>(3).fill('locked_out')]);
      account.clock.pass(15 * minuteMs);
    }
    expect(await auditOf(account.ctx, 'user.locked_out')).toHaveLength(3);
  });
});

it('a change of the password is no way around the lock', async () => {
  const account = await makeAccount();
  const change = (currentPassword: string) =>
    changePassword({ ctx: account.ctx, input: { currentPassword, newPassword: 'Another-Password-2' } });
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => change(wrong)));
  expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true);
  expect(checked).toHaveBeenCalledTimes(10);
  await expect(change(password)).rejects.toMatchObject(lockedOut(900));
  await expect(attempt(account, password)).rejects.toMatchObject(lockedOut(900));
  expect(await auditOf(account.ctx, 'user.password_change_failed')).toHaveLength(10);
});

describe('over HTTP', () => {
  beforeEach(() => {
    vi.stubEnv('ELENCHUS_PUBLIC_URL', 'https://api.example');
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
    vi.stubEnv('RATE_LIMITS', '{"disabled": true}');
    return () => vi.unstubAllEnvs();
  });

  async function poster() {
    const { ctx, user } = await makeAccount();
    const ports = { db: () => ctx.ports.db, identity: () => ctx.ports.identity };
    const handler = serveRoute(contract, ports, (request) =>
      login({ ctx: request.ctx, input: request.body }),
    );
    const post = (email: string, given: string) =>
      callRoute(handler as RouteHandler, contract, { body: { email, password: given } });
    return { post, user };
  }

  /** All that somebody could tell one answer from another by. */
  const visible = ({ status, headers, json }: RouteAnswer) => {
    const { 'x-request-id': _, ...others } = headers;
    return { status, headers: others, json: { ...(json as object), requestId: '' } };
  };

  it('an unknown address is answered like a wrong password, and like an account without one', async () => {
    const { post, user } = await poster();
    const known = visible(await post(user.email, wrong));
    expect(known).toMatchObject({ status: 401, json: { code: 'invalid_credentials' } });
    expect(visible(await post(`${newUuid()}@nowhere.example`, wrong))).toEqual(known);
    await asOwner()`update users set password_hash = null where id = ${user.id}`;
    expect(visible(await post(user.email, password))).toEqual(known);
  });

  it('the eleventh attempt is a 429 with Retry-After, whose answer is the same for any address', async () => {
    const { post, user } = await poster();
    const answers: RouteAnswer[] = [];
    for (const email of [user.email, `${newUuid()}@nowhere.example`]) {
      for (let time = 0; time < 10; time += 1) await post(email, wrong);
      answers.push(await post(email, password));
    }
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 429, json: { code: 'locked_out' } });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(890);
      expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(900);
    }
    const bodies = answers.map((answer) => visible(answer).json);
    expect(bodies[0]).toEqual(bodies[1]);
  });
});
