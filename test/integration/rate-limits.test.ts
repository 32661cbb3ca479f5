import { createCase, getCase, listCases } from '@elenchus/contracts/cases/routes';
import { reprocessDocuments } from '@elenchus/contracts/documents/routes';
import { login, register } from '@elenchus/contracts/identity/routes';
import { rateLimits } from '@elenchus/contracts/platform/rate-limits';
import type { RouteContract } from '@elenchus/contracts/platform/route';
import { getLiveness } from '@elenchus/contracts/platform/routes';
import { scopes } from '@elenchus/contracts/platform/scopes';
import { apiKeyPrefix, hashApiKeySecret, newApiKeySecret } from '@elenchus/core/identity/api-key-secret';
import { countRequest } from '@elenchus/core/platform/count-requests';
import { newUuid } from '@elenchus/core/platform/ids';
import { apiKeys } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallOptions, callRoute, type RouteAnswer } from '../support/call-route.ts';
import { makeIdentityTenant, makeUser } from '../support/identity.ts';
import { openTestDatabase } from '../support/tenants.ts';

beforeEach(() => {
  vi.stubEnv('ELENCHUS_PUBLIC_URL', 'https://api.example');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
  return () => vi.unstubAllEnvs();
});

/** A route with the sign-in and the limit of a contract that does nothing, with the limits of the environment. */
function routeLike({ operation, method, path, auth, rateLimit }: RouteContract) {
  const contract = {
    ...{ operation, method, auth, ...(rateLimit && { rateLimit }) },
    path: path.replace(/\{.*/, 'x'),
    tag: 'Test',
    summary: '',
    success: getLiveness.success,
    errors: [],
  } as const satisfies RouteContract;
  const db = openTestDatabase();
  const handler = serveRoute(contract, { db: () => db }, async () => ({ status: 'healthy' as const }));
  return (options?: CallOptions) => callRoute(handler, contract, options);
}

/** How many of so many parallel calls were let through. */
async function allowed(count: number, call: () => Promise<RouteAnswer>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, call));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
  return answers.filter(({ status }) => status === 200).length;
}

async function withUser() {
  const { accessToken } = await makeUser(await makeIdentityTenant(), 'owner');
  return { headers: { authorization: `Bearer ${accessToken}` } };
}

async function withKey() {
  const tenant = await makeIdentityTenant();
  const secret = newApiKeySecret();
  await withTenant(tenant, (tx) =>
    tx.insert(apiKeys).values({
      id: newUuid(),
      organizationId: tenant.organizationId,
      name: 'k',
      prefix: apiKeyPrefix(secret),
      keyHash: hashApiKeySecret(secret),
      scopes: [...scopes],
      createdBy: tenant.actor.id,
      createdAt: new Date(),
    }),
  );
  return { headers: { 'x-api-key': secret } };
}

/** An address that no other test uses. */
const someAddress = () => `2001:db8:${crypto.randomUUID().slice(0, 4)}:${crypto.randomUUID().slice(0, 4)}::1`;

describe('the defaults', () => {
  it('are those of the specification', () => {
    const perMinute = Object.fromEntries(
      Object.entries(rateLimits).map(([name, { limit, windowSeconds }]) => [
        name,
        `${limit}/${windowSeconds}`,
      ]),
    );
    expect(perMinute).toEqual({
      apiKey: '100/60',
      read: '1200/60',
      write: '300/60',
      bulk: '10/60',
      upload: '5/60',
      chat: '30/60',
      chatStream: '20/60',
      register: '10/3600',
      login: '20/60',
      public: '300/60',
    });
  });

  it.each([
    ['100 calls of an API key in a minute', listCases, withKey, 100],
    ['10 of a bulk route, also by an API key', reprocessDocuments, withKey, 10],
    ['10 of a bulk route by a person', reprocessDocuments, withUser, 10],
    ['300 writes of a person', createCase, withUser, 300],
    ['10 registrations from an address', register, async () => ({ ipAddress: someAddress() }), 10],
    ['20 sign-ins from an address', login, async () => ({ ipAddress: someAddress() }), 20],
  ] as const)('allow %s, of many at once just so many', async (_, contract, caller, limit) => {
    const options = await caller();
    const call = routeLike(contract);
    expect(await allowed(Math.max(100, limit) + 10, () => call(options))).toBe(limit);
  });
});

describe('a limit', () => {
  it('is told in the headers of every answer, errors too, and when it is reached says when to come again', async () => {
    vi.stubEnv('RATE_LIMITS', '{"read": 2}');
    const call = routeLike(listCases);
    const options = await withUser();
    const first = await call(options);
    expect(first.headers).toMatchObject({
      ratelimit: expect.stringMatching(/^"read";r=1;t=(60|59)$/),
      'ratelimit-policy': '"read";q=2;w=60',
    });
    const faulty = await call({ ...options, query: 'surprise=1' });
    expect([faulty.status, faulty.headers['ratelimit']]).toEqual([422, expect.stringContaining('r=0')]);
    const refused = await call(options);
    expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
    expect(refused.headers['retry-after']).toMatch(/^(60|59)$/);
    expect(refused.headers['content-type']).toBe('application/problem+json');
  });

  it('counts each person, key, address and kind of route by itself', async () => {
    vi.stubEnv('RATE_LIMITS', '{"read": 1, "write": 1, "apiKey": 1, "login": 1}');
    const [read, write, signIn] = [routeLike(getCase), routeLike(createCase), routeLike(login)];
    for (const options of [await withUser(), await withUser(), await withKey()]) {
      expect((await read(options)).status).toBe(200);
      expect((await read(options)).status).toBe(429);
      const isKey = 'x-api-key' in options.headers;
      expect((await write(options)).status).toBe(isKey ? 429 : 200);
    }
    const [one, other] = [someAddress(), someAddress()];
    for (const ipAddress of [one, other]) expect((await signIn({ ipAddress })).status).toBe(200);
    expect((await signIn({ ipAddress: one.replace('::1', '::2') })).status).toBe(429);
  });

  it('can be switched off, and a setting that is not right is told', async () => {
    vi.stubEnv('RATE_LIMITS', '{"disabled": true}');
    const options = await withUser();
    const { status, headers } = await routeLike(reprocessDocuments)(options);
    expect([status, headers['ratelimit']]).toEqual([200, undefined]);
    vi.stubEnv('RATE_LIMITS', '{"logins": 3}');
    expect((await routeLike(listCases)(options)).status).toBe(500);
  });

  it('begins anew when its window is over, and not before', async () => {
    const scope = { ports: { db: openTestDatabase() } };
    const subject = crypto.randomUUID();
    const limits = { ...rateLimits, read: { limit: 1, windowSeconds: 60 } };
    const start = Date.parse('2030-01-01T00:00:00Z');
    const count = async (second: number) => {
      const [found] = await withAuth(scope, (tx) =>
        countRequest(tx, [{ name: 'read', subject }], limits, new Date(start + second * 1000)),
      );
      return [found?.isExceeded, found?.remaining, found?.resetSeconds];
    };
    expect(await count(0)).toEqual([false, 0, 60]);
    expect(await count(59)).toEqual([true, 0, 1]);
    expect(await count(60)).toEqual([false, 0, 60]);
    expect(await count(61)).toEqual([true, 0, 59]);
  });
});
