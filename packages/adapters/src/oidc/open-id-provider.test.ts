import { createHmac } from 'node:crypto';
import { type GoogleAccount, GoogleIdentityError } from '@elenchus/core/identity/google-identity-port';
import { type CryptoKey, exportSPKI, importJWK } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { OpenIdProvider } from './open-id-provider.ts';
import {
  clientId,
  clientSecret,
  json,
  type OidcServer,
  openOidcServer,
  signWith,
} from './testing/oidc-server.ts';

const redirectUri = 'https://api.example/api/v1/auth/google/callback';
const secrets = { nonce: 'n'.repeat(43), codeVerifier: 'v'.repeat(43) };
const quick = { deadlineMs: 300, exchangeMs: 1000, mostBytes: 20_000 };
const account = {
  ...{ sub: '117', email: 'Ada@Firm.example', email_verified: true, name: 'Ada Lovelace' },
  picture: 'https://pictures.example/ada.png',
};

let server: OidcServer;
let provider: OpenIdProvider;
beforeEach(async () => {
  server = await openOidcServer();
  server.account = account;
  provider = open();
});

function open(settings: { readClientSecret?: () => Promise<string> } = {}): OpenIdProvider {
  const { issuer } = server;
  return new OpenIdProvider(
    { issuer, clientId, readClientSecret: async () => clientSecret, ...settings },
    quick,
  );
}

/** All of a sign-in, with what is changed of the exchange. */
async function signIn(
  changes: Partial<typeof secrets & { redirectUri: string }> = {},
): Promise<GoogleAccount> {
  const url = await provider.authorizationUrl({ ...secrets, redirectUri, state: 's' });
  const { code = '', iss } = await server.visit(url);
  return provider.exchange({ ...secrets, redirectUri, code, issuer: iss, ...changes });
}

const fault = () =>
  signIn().then(
    () => expect.fail('was signed in'),
    (error: unknown) => error,
  );
const expired = () => ({ exp: Math.floor(Date.now() / 1000) - 60 });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a sign-in', () => {
  it('asks with state, nonce and the hash of the verifier, never the verifier itself', async () => {
    const url = new URL(await provider.authorizationUrl({ ...secrets, redirectUri, state: 's' }));
    expect(url.origin + url.pathname).toBe(`${server.issuer}/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: 's',
      nonce: secrets.nonce,
      // SHA-256 of 43 times "v", by another program.
      code_challenge: '7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM',
      code_challenge_method: 'S256',
    });
  });

  it('says who it was', async () => {
    expect(await signIn()).toEqual({
      subject: `${server.issuer} 117`,
      email: 'ada@firm.example',
      emailVerified: true,
      name: 'Ada Lovelace',
      pictureUrl: 'https://pictures.example/ada.png',
    });
  });

  it('takes a name and a picture only when they can be shown', async () => {
    server.account = { ...account, name: 'Ada\u0000', picture: 'javascript:alert(1)' };
    expect(await signIn()).toMatchObject({ name: undefined, pictureUrl: undefined });
  });

  it.each([false, 'true', 1, undefined])(
    'takes an address for verified only when that is true: %j',
    async (value) => {
      server.account = { ...account, email_verified: value };
      expect(await signIn()).toMatchObject({ email: 'ada@firm.example', emailVerified: false });
    },
  );

  it('sends the secret in the way that the provider takes', async () => {
    server.metadata = { token_endpoint_auth_methods_supported: undefined };
    expect(await signIn()).toMatchObject({ email: 'ada@firm.example' });
  });

  it('asks for the claims where the ID token does not hold them', async () => {
    server.claims = { email: undefined, email_verified: undefined };
    expect(await signIn()).toMatchObject({ email: 'ada@firm.example', emailVerified: true });
    server.account = { ...account, sub: 'another' };
    server.claims = { email: undefined, sub: '117' };
    expect(await fault()).toBeInstanceOf(GoogleIdentityError);
  });

  it('takes ES256 and several audiences when it is the authorized party', async () => {
    await server.rotateKey('ES256');
    server.claims = { aud: [clientId, 'another'], azp: clientId };
    expect(await signIn()).toMatchObject({ email: 'ada@firm.example' });
  });

  it('keeps document and keys, and fetches the keys again when the provider has new ones', async () => {
    await signIn();
    await signIn();
    expect(server.asked).toMatchObject({ discovery: 1, keys: 1, token: 2 });
    await server.rotateKey();
    expect(await signIn()).toMatchObject({ email: 'ada@firm.example' });
    expect(server.asked).toMatchObject({ discovery: 1, keys: 2 });
  });

  it('reads the secret once, and again after a fault', async () => {
    const found = ['old', clientSecret];
    provider = open({ readClientSecret: async () => found.shift() ?? expect.fail('was read a third time') });
    expect(await fault()).toBeInstanceOf(GoogleIdentityError);
    await signIn();
    expect(await signIn()).toMatchObject({ email: 'ada@firm.example' });
  });
});

describe('nobody is signed in', () => {
  it.each<[string, (server: OidcServer) => void]>([
    ['another nonce', (s) => (s.claims = { nonce: 'x' })],
    ['no nonce', (s) => (s.claims = { nonce: undefined })],
    ['another audience', (s) => (s.claims = { aud: 'another' })],
    ['several audiences for somebody else', (s) => (s.claims = { aud: [clientId, 'b'], azp: 'b' })],
    ['several audiences for nobody', (s) => (s.claims = { aud: [clientId, 'b'] })],
    ['another authorized party', (s) => (s.claims = { azp: 'b' })],
    ['another issuer', (s) => (s.claims = { iss: 'https://accounts.google.com' })],
    ['an expired token', (s) => (s.claims = expired())],
    ['no expiry', (s) => (s.claims = { exp: undefined })],
    ['no time of issue', (s) => (s.claims = { iat: undefined })],
    ['no subject', (s) => (s.claims = { sub: undefined })],
    ['an empty subject', (s) => (s.claims = { sub: '' })],
    ['a subject that is a number', (s) => (s.claims = { sub: 117 })],
    ['no address anywhere', (s) => (s.account = { sub: '117' })],
    ['an address that is none', (s) => (s.account = { ...account, email: 'ada' })],
    ['no signature', (s) => (s.sign = (c) => `${base64({ alg: 'none' })}.${base64(c)}.`)],
    [
      'a signature with the secret',
      (s) =>
        (s.sign = (c) => {
          const text = `${base64({ alg: 'HS256', kid: s.key.kid })}.${base64(c)}`;
          return `${text}.${createHmac('sha256', clientSecret).update(text).digest('base64url')}`;
        }),
    ],
    [
      'a signature with the public key',
      (s) =>
        (s.sign = async (c) => {
          const key = await importJWK(s.key.publicJwk, 'RS256', { extractable: true });
          const pem = await exportSPKI(key as CryptoKey);
          const text = `${base64({ alg: 'HS256', kid: s.key.kid })}.${base64(c)}`;
          return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
        }),
    ],
    [
      'a changed claim',
      (s) =>
        (s.sign = async (c) => {
          const [header, , signature] = (await signWith(s.key, c)).split('.');
          return [header, base64({ ...c, email: 'eve@evil.example' }), signature].join('.');
        }),
    ],
    ['a key that is not published', (s) => (s.sign = (c) => signWith({ ...s.key, kid: 'unknown' }, c))],
    [
      'a foreign key under a known name',
      (s) => {
        const { kid } = s.key;
        s.sign = async (c) => {
          const known = s.key.publicJwk;
          await s.rotateKey();
          const foreign = s.key;
          s.answers.keys = (response) => json(response, 200, { keys: [known] });
          return signWith({ ...foreign, kid }, c);
        };
      },
    ],
    [
      'no ID token',
      (s) => (s.answers.token = (r) => json(r, 200, { access_token: 'a', token_type: 'Bearer' })),
    ],
    ['a token that is none', (s) => (s.sign = () => 'a.b.c')],
    ['an issuer of another name', (s) => (s.metadata = { issuer: 'https://accounts.google.com' })],
    ['no token endpoint', (s) => (s.metadata = { token_endpoint: undefined })],
    [
      'no endpoint to send the browser to',
      (s) => (s.metadata = { authorization_endpoint: 'javascript:alert(1)' }),
    ],
    ['keys at a place that is none', (s) => (s.metadata = { jwks_uri: 'file:///etc/passwd' })],
    ['keys that are none', (s) => (s.answers.keys = (r) => json(r, 200, { keys: 'none' }))],
    ['another answering issuer (RFC 9207)', (s) => (s.callback = { iss: 'https://evil.example' })],
  ])('for %s', async (_, break_) => {
    break_(server);
    expect(await fault()).toBeInstanceOf(GoogleIdentityError);
  });

  it('when the answering issuer is missing that the provider promises', async () => {
    const { code = '' } = await server.visit(
      await provider.authorizationUrl({ ...secrets, redirectUri, state: 's' }),
    );
    const exchange = provider.exchange({ ...secrets, redirectUri, code, issuer: undefined });
    await expect(exchange).rejects.toBeInstanceOf(GoogleIdentityError);
    expect(server.asked['token']).toBeUndefined();
  });

  it.each([{ codeVerifier: 'w'.repeat(43) }, { redirectUri: `${redirectUri}/x` }, { nonce: 'm' }])(
    'with %j instead of what the sign-in began with',
    async (changes) => {
      await expect(signIn(changes)).rejects.toBeInstanceOf(GoogleIdentityError);
    },
  );

  const endpoints = ['discovery', 'token', 'keys'] as const;
  it.each(
    endpoints.flatMap((endpoint) =>
      (
        [
          ['a 500', (r) => json(r, 500, { error: 'server_error' }), undefined],
          ['a redirect', (r) => r.writeHead(302, { location: '/elsewhere' }).end(), undefined],
          ['a page', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), undefined],
          ['nothing', (r) => r.writeHead(204).end(), undefined],
          ['a cut connection', (r) => r.destroy(), 'unreachable'],
          ['silence', () => undefined, 'timeout'],
          [
            'half an answer',
            (r) => r.writeHead(200, { 'content-type': 'application/json' }).write('{'),
            'timeout',
          ],
          ['megabytes', (r) => r.writeHead(200).end('x'.repeat(2_000_000)), 'too_large'],
        ] satisfies [string, (response: Parameters<typeof json>[0]) => void, string | undefined][]
      ).map(([what, answer, code]) => [endpoint, what, answer, code] as const),
    ),
  )('when %s answers with %s, and it is told in time', async (endpoint, _, answer, code) => {
    server.answers[endpoint] = answer;
    const startedAt = performance.now();
    const error = await fault();
    expect(error).toBeInstanceOf(GoogleIdentityError);
    if (code !== undefined) expect(error).toMatchObject({ code });
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(server.asked['elsewhere']).toBeUndefined();
    // A fault is not kept.
    delete server.answers[endpoint];
    expect(await signIn()).toMatchObject({ email: 'ada@firm.example' });
  });

  it('and no word of an answer gets into the code', async () => {
    server.answers.token = (r) =>
      json(r, 400, { error: 'invalid_grant', error_description: 'ada@firm.example' });
    const error = await fault();
    expect(error).toMatchObject({ code: 'OAUTH_RESPONSE_BODY_ERROR' });
    expect(String((error as Error).stack)).not.toContain('ada@');
  });
});
