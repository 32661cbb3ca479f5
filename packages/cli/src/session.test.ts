import { type ApiClient, ApiError } from '@elenchus/client/api-client';
import { getMe, refreshSession } from '@elenchus/contracts/identity/routes';
import { describe, expect, it } from 'vitest';
import { signedInClient } from './session.ts';

const signIn = { email: 'a@x', accessToken: 'old', refreshToken: 'r1' };

/** A server that takes only the token `new`, and the refresh token `r1` once. */
function server() {
  let accepted = '';
  const calls: string[] = [];
  let spent = false;
  const client: ApiClient = {
    signIn: (token) => {
      accepted = token;
    },
    upload: async () => {},
    call: (async (contract: { operation: string }) => {
      calls.push(`${contract.operation} ${accepted}`);
      if (contract.operation === refreshSession.operation && !spent) {
        spent = true;
        return { accessToken: 'new', refreshToken: 'r2' };
      }
      if (contract.operation !== refreshSession.operation && accepted === 'new') return { ok: true };
      throw new ApiError(contract.operation, 401, { detail: 'no' });
    }) as ApiClient['call'],
  };
  return { client, calls };
}

describe('signedInClient', () => {
  it('renews an expired token once for all requests, and keeps the new ones', async () => {
    const { client, calls } = server();
    const saved: unknown[] = [];
    const api = signedInClient(client, signIn, (next) => saved.push(next));
    const answers = await Promise.all([api.call(getMe), api.call(getMe), api.call(getMe)]);
    expect(answers).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(calls.filter((call) => call.startsWith('refreshSession'))).toHaveLength(1);
    expect(saved).toEqual([{ email: 'a@x', accessToken: 'new', refreshToken: 'r2' }]);
  });

  it('asks for a sign-in where there is none, or none that the server takes', async () => {
    expect(() => signedInClient(server().client, undefined, () => {})).toThrow('npx elenchus login');
    const { client } = server();
    await client.call(refreshSession, { body: { refreshToken: 'r1' } });
    const api = signedInClient(client, signIn, () => {});
    await expect(api.call(getMe)).rejects.toMatchObject({ code: 'signedOut' });
  });
});
