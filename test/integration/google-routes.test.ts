import { clientId, clientSecret, openOidcServer } from '@elenchus/adapters/oidc/testing/oidc-server';
import * as contracts from '@elenchus/contracts/identity/google-routes';
import { newUuid } from '@elenchus/core/platform/ids';
import { expect, inject, it, vi } from 'vitest';
import { type CallOptions, callRoute } from '../support/call-route.ts';
import { makeIdentityTenant, makeUser } from '../support/identity.ts';

const environment = {
  DATABASE_URL: inject('loginUrl'),
  ELENCHUS_PUBLIC_URL: 'https://api.example',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  CORS_ORIGINS: 'https://app.example',
};

/** The handlers as a function instance has them that was started with these variables. */
async function load(variables: Readonly<Record<string, string>>) {
  vi.resetModules();
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ ...environment, ...variables })) vi.stubEnv(name, value);
  const { handler: start } = await import('../../functions/identity/start-google-sign-in.http.ts');
  const { handler: finish } = await import('../../functions/identity/finish-google-sign-in.http.ts');
  return {
    start: (options?: CallOptions) => callRoute(start, contracts.startGoogleSignIn, options),
    finish: (options?: CallOptions) => callRoute(finish, contracts.finishGoogleSignIn, options),
  };
}

it('signs a browser in, by redirects and a cookie alone', async () => {
  const server = await openOidcServer();
  const { user } = await makeUser(await makeIdentityTenant(), 'viewer');
  server.account = { sub: newUuid(), email: user.email, email_verified: true };
  const { start, finish } = await load({
    GOOGLE_CLIENT_ID: clientId,
    GOOGLE_CLIENT_SECRET: clientSecret,
    GOOGLE_ISSUER: server.issuer,
  });
  const begun = await start({ query: `returnTo=${encodeURIComponent('https://app.example/after?a=b')}` });
  expect([begun.status, begun.text]).toEqual([302, '']);
  expect(begun.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  const callback = await server.visit(begun.headers['location'] ?? '');
  expect(callback).toMatchObject({ authuser: '0', iss: server.issuer });

  const query = String(new URLSearchParams(callback));
  const without = await finish({ query });
  expect([without.status, without.json]).toMatchObject([422, { code: 'token_invalid' }]);
  const cookies = ['other=1', ...begun.cookies.map((cookie) => cookie.split(';')[0] ?? '')];
  const done = await finish({ query, cookies });
  expect([done.status, done.cookies]).toEqual([302, []]);
  const location = new URL(done.headers['location'] ?? '');
  expect(location.href).toMatch(/^https:\/\/app\.example\/after\?a=b#accessToken=/);
  expect(Object.keys(Object.fromEntries(new URLSearchParams(location.hash.slice(1))))).toEqual([
    'accessToken',
    'refreshToken',
    'tokenType',
    'expiresIn',
  ]);
  expect((await finish({ query, cookies })).json).toMatchObject({ code: 'token_invalid' });
});

it('refuses what does not fit with a problem, not with a redirect', async () => {
  const { start, finish } = await load({ GOOGLE_CLIENT_ID: 'c', GOOGLE_CLIENT_SECRET: 's' });
  for (const query of [
    'returnTo=https%3A%2F%2Fevil.example',
    'returnTo=',
    'surprise=1',
    'invitationToken=',
  ]) {
    const { status, json } = await start({ query });
    expect([query, status, json]).toMatchObject([query, 422, { code: 'validation_failed' }]);
  }
  expect(await finish({ query: 'code=c' })).toMatchObject({
    status: 422,
    json: { code: 'validation_failed' },
  });
  const unknown = await finish({ query: 'code=c&state=s', cookies: [`${contracts.googleSignInCookie}=x`] });
  expect(unknown).toMatchObject({ status: 422, json: { code: 'token_invalid' }, cookies: [] });
});

it('says so on a server that is not set up for it', async () => {
  const { start, finish } = await load({});
  for (const answer of [await start(), await finish({ query: 'code=c&state=s' })]) {
    expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } });
  }
});
