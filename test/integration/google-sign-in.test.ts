import { googleSignInCookie } from '@elenchus/contracts/identity/google-routes';
import { removeSpentRows } from '@elenchus/core/identity/remove-spent-rows';
import { newUuid } from '@elenchus/core/platform/ids';
import { googleSignIns } from '@elenchus/db/schema/google-sign-ins';
import { withAuth } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { fragmentOf, openBrowser, openGoogle, returnTo } from '../support/google.ts';
import { asOwner, makeIdentityTenant, makeUser } from '../support/identity.ts';

type World = Awaited<ReturnType<typeof makeWorld>>;
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

/** A user who is linked with the Google account that signs in. */
async function makeWorld() {
  const { server, google } = await openGoogle();
  const tenant = await makeIdentityTenant();
  const ctx = { ...tenant, ports: { ...tenant.ports, google } };
  const { user } = await makeUser(tenant, 'attorney');
  server.account = { sub: newUuid(), email: user.email, email_verified: true };
  return { ctx, server, user, browser: openBrowser(ctx, server) };
}

/** What the database has of the sign-ins that return to an address. */
const kept = (address: string) =>
  withAuth(world.ctx, (tx) => tx.select().from(googleSignIns).where(eq(googleSignIns.returnTo, address)));

describe('a sign-in begins', () => {
  it('at Google, with a cookie for this browser and these routes only', async () => {
    const { location, cookies } = await world.browser.start();
    const url = new URL(location);
    expect(url.origin).toBe(world.server.issuer);
    expect(url.searchParams.get('redirect_uri')).toBe('https://api.example/api/v1/auth/google/callback');
    expect(cookies).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${googleSignInCookie}=[\\w-]{43}; Path=/api/v1/auth/google; Max-Age=600; HttpOnly; SameSite=Lax; Secure$`,
        ),
      ),
    ]);
    expect(cookies[0]).not.toContain(url.searchParams.get('state'));
  });

  it('without Secure where the server has no TLS, below the path of the server', async () => {
    const identity = { ...world.ctx.ports.identity, publicUrl: 'http://127.0.0.1:4100/elenchus' };
    const ctx = { ...world.ctx, ports: { ...world.ctx.ports, identity } };
    const { cookies } = await openBrowser(ctx, world.server).start({ returnTo: undefined });
    expect(cookies[0]).toMatch(
      /; Path=\/elenchus\/api\/v1\/auth\/google; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
  });

  it('with new secrets each time, of which the database has only what the server needs', async () => {
    const states = await Promise.all(
      Array.from({ length: 2 }, async () => {
        const { location, cookies } = await openBrowser(world.ctx, world.server).start();
        const { state = '', nonce } = Object.fromEntries(new URL(location).searchParams);
        const stored = JSON.stringify(await kept(returnTo));
        expect(stored).toContain(nonce);
        for (const secret of [state, /=([\w-]{43})/.exec(cookies[0] ?? '')?.[1] ?? '']) {
          expect(secret).toMatch(/^[\w-]{43}$/);
          expect(stored).not.toContain(secret);
        }
        return [state, nonce];
      }),
    );
    expect(new Set(states.flat()).size).toBe(4);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    'javascript:alert(1)',
    'https://app.example@evil.example',
  ])('never for an address like %s', async (address) => {
    const start = world.browser.start({ returnTo: address });
    await expect(start).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ field: 'query.returnTo' }],
    });
    expect(world.server.asked).toEqual({});
  });

  it('and returns to /app of the server when nobody says otherwise', async () => {
    const callback = await world.browser.visit({ returnTo: undefined });
    expect(await world.browser.finish(callback)).toMatch(/^https:\/\/api\.example\/app#accessToken=/);
  });

  it('with the fault in the fragment when Google does not answer', async () => {
    world.server.answers.discovery = (response) => response.writeHead(500).end();
    const address = `${returnTo}?test=${newUuid()}`;
    const answer = await world.browser.start({ returnTo: address });
    expect(answer).toEqual({ location: `${address}#error=provider_failed`, cookies: [] });
    expect(await kept(address)).toEqual([]);
  });

  it('nowhere on a server that is not set up for it', async () => {
    const ctx = { ...world.ctx, ports: { ...world.ctx.ports, google: null } };
    const browser = openBrowser(ctx, world.server);
    await expect(browser.start()).rejects.toMatchObject({ code: 'not_found' });
    await expect(browser.finish({ state: 's', code: 'c' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the way back', () => {
  it('is there once', async () => {
    const callback = await world.browser.visit();
    expect(fragmentOf(await world.browser.finish(callback))).toHaveProperty('accessToken');
    await expect(world.browser.finish(callback)).rejects.toMatchObject({ code: 'token_invalid' });
    expect(world.server.asked).toMatchObject({ token: 1 });
  });

  it('is there once for many at the same time', async () => {
    const callback = await world.browser.visit();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => world.browser.finish(callback)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'token_invalid' });
  });

  it('is only for the browser in which the sign-in began, which loses nothing by the attempt', async () => {
    const callback = await world.browser.visit();
    const stranger = openBrowser(world.ctx, world.server);
    await expect(stranger.finish(callback)).rejects.toMatchObject({ code: 'token_invalid' });
    await stranger.start();
    await expect(stranger.finish(callback)).rejects.toMatchObject({ code: 'token_invalid' });
    for (const cookie of ['', 'x', callback['state']]) {
      await expect(world.browser.finish(callback, cookie)).rejects.toMatchObject({ code: 'token_invalid' });
    }
    expect(world.server.asked['token']).toBeUndefined();
    expect(fragmentOf(await world.browser.finish(callback))).toHaveProperty('accessToken');
  });

  it('takes several tabs of a browser, each for itself', async () => {
    const tabs = [await world.browser.visit(), await world.browser.visit()];
    for (const callback of tabs) {
      expect(fragmentOf(await world.browser.finish(callback))).toHaveProperty('accessToken');
    }
  });

  it('ends after ten minutes, and the jobs remove what nobody can use', async () => {
    const address = `${returnTo}?test=${newUuid()}`;
    const { location, cookies } = await world.browser.start({ returnTo: address });
    const callback = await world.server.visit(location);
    const cookie = /=([\w-]+)/.exec(cookies[0] ?? '')?.[1];
    const later = { ...world.ctx, clock: () => new Date(Date.now() + 601_000) };
    const late = openBrowser(later, world.server).finish(callback, cookie);
    await expect(late).rejects.toMatchObject({ code: 'token_invalid' });
    await removeSpentRows({ ctx: world.ctx });
    expect(await kept(address)).toHaveLength(1);
    await asOwner()`
      update google_sign_ins set expires_at = now() - interval '1 second' where return_to = ${address}`;
    await removeSpentRows({ ctx: world.ctx });
    expect(await kept(address)).toEqual([]);
    await expect(world.browser.finish(callback)).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it.each([
    [{ error: 'access_denied' }, 'access_denied'],
    [{ error: 'server_error' }, 'provider_failed'],
    [{ error: '<script>' }, 'provider_failed'],
    [{ code: '' }, 'provider_failed'],
  ])('with %j says %s, and is spent', async (changes, error) => {
    const { state = '', code = '' } = await world.browser.visit();
    const callback: Record<string, string> = 'error' in changes ? { state, ...changes } : { state };
    expect(fragmentOf(await world.browser.finish(callback))).toEqual({ error });
    await expect(world.browser.finish({ state, code })).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it.each<[string, (world: World) => void]>([
    ['a 500', ({ server }) => (server.answers.token = (response) => response.writeHead(500).end())],
    ['another nonce', ({ server }) => (server.claims = { nonce: 'x' })],
    ['another audience', ({ server }) => (server.claims = { aud: 'x' })],
    ['a token of yesterday', ({ server }) => (server.claims = { exp: 1 })],
    ['no signature', ({ server }) => (server.sign = () => 'eyJhbGciOiJub25lIn0.e30.')],
    ['another issuer', ({ server }) => (server.callback = { iss: 'https://evil.example' })],
  ])('with %s from Google signs nobody in', async (_, break_) => {
    break_(world);
    expect(await world.browser.signIn()).toEqual({ error: 'provider_failed' });
    const [user] = await asOwner()`
      select google_subject, last_login_at from users where id = ${world.user.id}`;
    expect(user).toEqual({ google_subject: null, last_login_at: null });
  });
});
