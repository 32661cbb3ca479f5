import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientId, clientSecret, openOidcServer } from '@elenchus/adapters/oidc/testing/oidc-server';
import { getMe, register } from '@elenchus/contracts/identity/routes';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../support/start-server.ts';

it('signs in with the provider that the settings name, and no secret of it gets into the log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-google-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const google = await openOidcServer();
  const server = await startServer({
    dataFolder: folder,
    environment: {
      GOOGLE_CLIENT_ID: clientId,
      GOOGLE_CLIENT_SECRET: clientSecret,
      GOOGLE_ISSUER: google.issuer,
      CORS_ORIGINS: 'http://localhost:5173',
    },
  });
  onTestFinished(() => server.stop());
  const email = 'ada@firm.example';
  const registered = await fetch(`${server.url}${register.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'Sound-Password-1', fullName: 'Ada', organizationName: 'Firm' }),
  });
  expect(registered.status).toBe(201);
  google.account = { sub: '117', email, email_verified: true };

  const returnTo = encodeURIComponent('http://localhost:5173/login');
  const begun = await fetch(`${server.url}/api/v1/auth/google?returnTo=${returnTo}`, { redirect: 'manual' });
  expect(begun.status).toBe(302);
  const [cookie = ''] = begun.headers.getSetCookie();
  expect(cookie).toMatch(/; Path=\/api\/v1\/auth\/google; Max-Age=600; HttpOnly; SameSite=Lax$/);
  const asked = new URL(begun.headers.get('location') ?? '').searchParams;
  expect(asked.get('redirect_uri')).toBe(`${server.url}/api/v1/auth/google/callback`);

  const brought = await google.visit(begun.headers.get('location') ?? '');
  const callback = `${asked.get('redirect_uri')}?${new URLSearchParams(brought)}`;
  const done = await fetch(callback, { redirect: 'manual', headers: { cookie: cookie.split(';')[0] ?? '' } });
  const [address, fragment] = (done.headers.get('location') ?? '').split('#');
  expect([done.status, address]).toEqual([302, 'http://localhost:5173/login']);
  const { accessToken = '', refreshToken = '' } = Object.fromEntries(new URLSearchParams(fragment));
  const headers = { authorization: `Bearer ${accessToken}` };
  const me = await (await fetch(`${server.url}${getMe.path}`, { headers })).json();
  expect(me).toMatchObject({ user: { email, role: 'owner' } });

  await server.stop();
  const log = await readFile(join(folder, 'logs/elenchus.log'), 'utf8');
  expect(log).toContain('finishGoogleSignIn');
  for (const secret of [brought['code'], brought['state'], accessToken, refreshToken, clientSecret, email]) {
    expect(log).not.toContain(secret);
  }
});
