import { createApiClient } from '@elenchus/client/api-client';
import { getMe, login, refreshSession, register } from '@elenchus/contracts/identity/routes';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { describe, expect, inject, it } from 'vitest';
import { json, makeFirm, password } from '../support/client.ts';

const url = inject('apiUrl');
const client = () => createApiClient({ baseUrl: url, retry: { attempts: 1 } });

describe('an account', () => {
  it('is registered, signed in and read; its token verifies with the published keys', async () => {
    const { api, email } = await makeFirm(url);
    const me = await api.call(getMe);
    expect(me).toMatchObject({ user: { email, role: 'owner' }, organization: { name: 'Test Firm' } });
    const session = await client().call(login, { body: { email: email.toUpperCase(), password } });
    expect(session).toMatchObject({ tokenType: 'Bearer', expiresIn: 1800, user: { id: me.user?.id } });
    const keys = await json<JSONWebKeySet>(await fetch(`${url}/.well-known/jwks.json`));
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const { payload } = await jwtVerify(session.accessToken, createLocalJWKSet(keys), { typ: 'at+jwt' });
    expect(payload).toMatchObject({ sub: me.user?.id, org: me.organization.id });
  });

  it('is refused a second time under the same address, in any spelling', async () => {
    const { email } = await makeFirm(url);
    const body = { email: email.toUpperCase(), password, fullName: 'X', organizationName: 'Y' };
    await expect(client().call(register, { body })).rejects.toMatchObject({
      status: 409,
      code: 'email_taken',
    });
  });

  it('gives the same answer for an unknown address as for a wrong password', async () => {
    const { email } = await makeFirm(url);
    const attempt = async (address: string) => {
      const response = await fetch(`${url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: address, password: 'Wrong-Password-1' }),
      });
      const { requestId: _, ...problem } = await json<{ requestId: string }>(response);
      return [response.status, problem];
    };
    expect(await attempt(email)).toEqual(await attempt('nobody@nowhere.example'));
    expect((await attempt(email))[0]).toBe(401);
  });

  it('needs a password that fits the policy; every fault is named', async () => {
    const body = { email: 'nonsense', password: 'short', fullName: ' ', organizationName: 'Y', extra: 1 };
    const response = await fetch(`${url}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(422);
    const { errors } = await json<{ errors: { field: string }[] }>(response);
    expect(new Set(errors.map((error) => error.field))).toEqual(
      new Set(['body.email', 'body.password', 'body.fullName', 'body.extra']),
    );
  });
});

describe('a refresh token', () => {
  it('gives a new pair, also to a second tab at the same time', async () => {
    const { email } = await makeFirm(url);
    const api = client();
    const first = await api.call(login, { body: { email, password } });
    const second = await api.call(refreshSession, { body: { refreshToken: first.refreshToken } });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const third = await api.call(refreshSession, { body: { refreshToken: first.refreshToken } });
    for (const { accessToken, refreshToken } of [second, third]) {
      api.signIn(accessToken);
      expect((await api.call(getMe)).user?.email).toBe(email);
      await expect(api.call(refreshSession, { body: { refreshToken } })).resolves.toBeDefined();
    }
  });

  it('is never taken for an access token', async () => {
    const { email } = await makeFirm(url);
    const api = client();
    const { refreshToken } = await api.call(login, { body: { email, password } });
    api.signIn(refreshToken);
    await expect(api.call(getMe)).rejects.toMatchObject({ status: 401 });
  });
});
