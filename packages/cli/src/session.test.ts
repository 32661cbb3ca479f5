import { createApiClient } from '@elenchus/client/api-client';
import { getMe } from '@elenchus/contracts/identity/routes';
import { describe, expect, it } from 'vitest';
import type { SignIn } from './configuration.ts';
import { type SignInStore, signedInClient } from './session.ts';

/** A server that takes only access token `a<n>`, and refresh token `r<n>` once: a spent one ends the session. */
function makeServer() {
  const state = { accessToken: 'a2', refreshToken: 'r1', number: 1, isRevoked: false, renewals: 0 };
  const refused = () => Response.json({ code: 'unauthenticated' }, { status: 401 });
  function renew(refreshToken: string) {
    state.renewals += 1;
    state.isRevoked ||= refreshToken !== state.refreshToken;
    if (state.isRevoked) return refused();
    state.number += 1;
    state.accessToken = `a${state.number}`;
    state.refreshToken = `r${state.number}`;
    return Response.json({ accessToken: state.accessToken, refreshToken: state.refreshToken });
  }
  const answer: typeof fetch = async (url, init) => {
    const request = new Request(url, init);
    if (request.url.endsWith('/auth/refresh'))
      return renew(((await request.json()) as { refreshToken: string }).refreshToken);
    const isTaken = request.headers.get('authorization') === `Bearer ${state.accessToken}`;
    return isTaken && !state.isRevoked ? Response.json({ ok: true }) : refused();
  };
  return { state, options: { baseUrl: 'http://x', fetch: answer } };
}

function makeStore(stored: SignIn | undefined) {
  let last: Promise<unknown> = Promise.resolve();
  const state = { stored };
  const store: SignInStore = {
    read: () => state.stored,
    save: (next) => {
      state.stored = next;
    },
    exclusively: (work) => {
      const mine = last.then(work);
      last = mine.catch(() => {});
      return mine;
    },
  };
  return { state, store };
}

const first = { email: 'a@x', accessToken: 'a1', refreshToken: 'r1' };

function openTerminal(options: ReturnType<typeof makeServer>['options'], store: SignInStore) {
  return signedInClient({
    makeClient: (access) => createApiClient({ ...options, ...access }),
    renewalClient: createApiClient(options),
    store,
  });
}

function makeTerminals(count: number, stored: SignIn | undefined = first) {
  const server = makeServer();
  const { state, store } = makeStore(stored);
  const terminals = Array.from({ length: count }, () => openTerminal(server.options, store));
  return { server: server.state, stored: state, terminals };
}

describe('signedInClient', () => {
  it('renews an expired token once for all requests, and keeps the new ones', async () => {
    const { server, stored, terminals } = makeTerminals(1);
    const answers = await Promise.all([1, 2, 3].map(() => terminals[0]?.call(getMe)));
    expect(answers).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(server.renewals).toBe(1);
    expect(stored.stored).toEqual({ email: 'a@x', accessToken: 'a2', refreshToken: 'r2' });
  });

  it('takes over the tokens of another terminal instead of spending a spent one', async () => {
    const { server, terminals } = makeTerminals(3);
    const answers = await Promise.all(terminals.map((terminal) => terminal.call(getMe)));
    expect(answers).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(server).toMatchObject({ renewals: 1, isRevoked: false });
  });

  it('renews the tokens of another terminal when they have expired too', async () => {
    const { server, stored, terminals } = makeTerminals(2);
    await terminals[0]?.call(getMe);
    server.accessToken = 'expired meanwhile';
    expect(await terminals[1]?.call(getMe)).toEqual({ ok: true });
    expect(server).toMatchObject({ renewals: 2, isRevoked: false });
    expect(stored.stored).toMatchObject({ accessToken: 'a3', refreshToken: 'r3' });
  });

  it('stays with its own account when another one signs in', async () => {
    const { server, stored, terminals } = makeTerminals(1);
    const other = { email: 'b@x', accessToken: 'b', refreshToken: 'b' };
    stored.stored = other;
    expect(await terminals[0]?.call(getMe)).toEqual({ ok: true });
    expect(server.isRevoked).toBe(false);
    expect(stored.stored).toBe(other);
  });

  it('asks for a sign-in where there is none, or none that the server takes', async () => {
    const { store } = makeStore(undefined);
    expect(() => openTerminal(makeServer().options, store)).toThrow('npx elenchus login');
    const { server, terminals } = makeTerminals(1);
    server.isRevoked = true;
    await expect(terminals[0]?.call(getMe)).rejects.toMatchObject({ code: 'signedOut' });
  });
});
