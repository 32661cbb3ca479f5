import { expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';
import { listCases } from './operations/cases.ts';
import { login } from './operations/identity.ts';
import { json, serve } from './testing/test-server.ts';

/** A server that takes one access token. */
async function serveToken(accepted: { token: string }, code = 'unauthenticated') {
  const seen: (string | undefined)[] = [];
  const baseUrl = await serve((request, response) => {
    const { authorization } = request.headers;
    seen.push(authorization);
    const isTaken = authorization === `Bearer ${accepted.token}`;
    json(isTaken ? 200 : 401, isTaken ? { data: [], nextCursor: null } : { code })(response);
  });
  return { baseUrl, seen };
}

it('renews an access token once for all requests at the same time', async () => {
  const seen: (string | null)[] = [];
  let renewals = 0;
  const api = createApiClient({
    baseUrl: 'http://x.example',
    accessToken: 'old',
    fetch: async (_url, init) => {
      const authorization = new Headers(init?.headers).get('authorization');
      seen.push(authorization);
      return Response.json({}, { status: authorization === 'Bearer new' ? 200 : 401 });
    },
    // Ends when all requests have long been refused.
    onUnauthenticated: async () => {
      renewals += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return 'new';
    },
  });
  const answers = await Promise.all(Array.from({ length: 10 }, () => api.call(listCases)));
  expect(answers).toHaveLength(10);
  expect(renewals).toBe(1);
  expect(seen).toEqual([...Array(10).fill('Bearer old'), ...Array(10).fill('Bearer new')]);
});

it('renews a second time when the first brings a token that has expired too, and then no more', async () => {
  const accepted = { token: 'third' };
  const { baseUrl, seen } = await serveToken(accepted);
  const tokens = ['second', 'third', 'fourth', 'fifth', 'sixth'];
  const onUnauthenticated = async () => tokens.shift();
  const api = createApiClient({ baseUrl, accessToken: 'first', onUnauthenticated });
  await api.call(listCases);
  expect(seen).toEqual(['Bearer first', 'Bearer second', 'Bearer third']);
  accepted.token = 'none';
  await expect(api.call(listCases)).rejects.toMatchObject({ status: 401 });
  expect(seen.slice(3)).toEqual(['Bearer third', 'Bearer fourth', 'Bearer fifth']);
});

it('gives the answer of the server when there is no new token, and the fault of a renewal', async () => {
  const { baseUrl, seen } = await serveToken({ token: 'new' });
  const without = createApiClient({ baseUrl, accessToken: 'old', onUnauthenticated: async () => undefined });
  await expect(without.call(listCases)).rejects.toMatchObject({ status: 401, code: 'unauthenticated' });
  expect(seen).toHaveLength(1);
  const onUnauthenticated = () => Promise.reject(new Error('signed out'));
  const failing = createApiClient({ baseUrl, accessToken: 'old', onUnauthenticated });
  const calls = await Promise.allSettled([failing.call(listCases), failing.call(listCases)]);
  expect(calls.map((call) => call.status === 'rejected' && call.reason.message)).toEqual([
    'signed out',
    'signed out',
  ]);
});

it('does not renew for a wrong password, nor for those who are not signed in', async () => {
  let renewals = 0;
  const onUnauthenticated = async () => {
    renewals += 1;
    return 'new';
  };
  const { baseUrl } = await serveToken({ token: 'new' }, 'invalid_credentials');
  const api = createApiClient({ baseUrl, accessToken: 'old', onUnauthenticated });
  await expect(api.call(listCases)).rejects.toMatchObject({ status: 401 });
  const { baseUrl: other } = await serveToken({ token: 'new' });
  const body = { email: 'a@x.example', password: 'p' };
  const call = createApiClient({ baseUrl: other, accessToken: 'old', onUnauthenticated }).call(login, {
    body,
  });
  await expect(call).rejects.toMatchObject({ status: 401 });
  expect(renewals).toBe(0);
});

it('lets go of one who stops while the renewal goes on for the others', async () => {
  const { baseUrl } = await serveToken({ token: 'new' });
  const stop = new AbortController();
  let finish = (_token: string) => {};
  const renewal = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const begun = Promise.withResolvers<void>();
  const onUnauthenticated = () => {
    begun.resolve();
    return renewal;
  };
  const api = createApiClient({ baseUrl, accessToken: 'old', onUnauthenticated });
  const stopped = api.call(listCases, { signal: stop.signal });
  const waiting = api.call(listCases);
  await begun.promise;
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  finish('new');
  expect(await waiting).toEqual({ data: [], nextCursor: null });
});
