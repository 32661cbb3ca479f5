import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { expect, onTestFinished } from 'vitest';

export const clientId = 'elenchus.apps.example';
export const clientSecret = 'GOCSPX-a:b+c%d/=';

type Claims = Readonly<Record<string, unknown>>;
type EndpointName = 'discovery' | 'keys' | 'token' | 'userinfo';

interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** What stands in for Google: a provider with keys of its own, which checks what it is asked; faults on demand. */
export interface OidcServer {
  readonly issuer: string;
  /** Who signs in. */
  account: Claims;
  /** Laid over the claims of an ID token; undefined leaves one out. */
  claims: Claims;
  /** Laid over the discovery document. */
  metadata: Claims;
  /** Replaces how ID tokens are signed. */
  sign: ((claims: Claims) => Promise<string> | string) | undefined;
  /** Answers of endpoints in place of the right ones. */
  readonly answers: Partial<Record<EndpointName, (response: ServerResponse) => void>>;
  /** Laid over what the browser brings back. */
  callback: Readonly<Record<string, string>>;
  /** How often each endpoint was asked. */
  readonly asked: Record<string, number>;
  readonly key: SigningKey;
  /** Signs with a new key from now on, and publishes only that one. */
  rotateKey(alg?: string): Promise<void>;
  /** What a browser does with an address of the provider: signs in, and brings these parameters back. */
  visit(authorizationUrl: string): Promise<Record<string, string>>;
}

/** A provider on loopback, gone when the test ends. */
export async function openOidcServer(): Promise<OidcServer> {
  const codes = new Map<string, URLSearchParams>();
  firstKey ??= makeKey('RS256');
  let key = await firstKey;
  const server = createServer((request, response) =>
    serve(request, response).catch(() => response.writeHead(500).end()),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OidcServer = {
    issuer,
    account: {},
    claims: {},
    metadata: {},
    sign: undefined,
    answers: {},
    callback: {},
    asked: {},
    get key() {
      return key;
    },
    rotateKey: async (alg = 'RS256') => {
      key = await makeKey(alg);
    },
    visit: async (url) => {
      const { status, headers } = await fetch(url, { redirect: 'manual' });
      expect(status).toBe(302);
      return Object.fromEntries(new URL(headers.get('location') ?? '').searchParams);
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', issuer);
    const name = { '/.well-known/openid-configuration': 'discovery' }[url.pathname] ?? url.pathname.slice(1);
    provider.asked[name] = (provider.asked[name] ?? 0) + 1;
    const instead = provider.answers[name as EndpointName];
    if (instead) return instead(response);
    if (name === 'discovery') return json(response, 200, metadata());
    if (name === 'keys') return json(response, 200, { keys: [key.publicJwk] });
    if (name === 'userinfo') return json(response, 200, provider.account);
    if (name === 'authorize') return authorize(url.searchParams, response);
    if (name === 'token') return token(request, response);
    response.writeHead(404).end();
  }

  function metadata(): Claims {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      userinfo_endpoint: `${issuer}/userinfo`,
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256', 'none'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      authorization_response_iss_parameter_supported: true,
      ...provider.metadata,
    };
  }

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    expect(asked.get('client_id')).toBe(clientId);
    expect([asked.get('response_type'), asked.get('code_challenge_method')]).toEqual(['code', 'S256']);
    expect(asked.get('scope')?.split(' ')).toEqual(expect.arrayContaining(['openid', 'email', 'profile']));
    const code = randomUUID();
    codes.set(code, asked);
    const location = new URL(asked.get('redirect_uri') ?? '');
    // Google adds some that nobody asked for.
    const others = { scope: 'openid email', authuser: '0', prompt: 'consent' };
    const state = asked.get('state') ?? '';
    location.search = String(
      new URLSearchParams({ code, state, iss: issuer, ...others, ...provider.callback }),
    );
    response.writeHead(302, { location: location.href }).end();
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    if (!isOurClient(form, request.headers.authorization)) {
      return json(response, 401, { error: 'invalid_client' });
    }
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      form.get('grant_type') === 'authorization_code' &&
      asked?.get('redirect_uri') === form.get('redirect_uri') &&
      asked?.get('code_challenge') === challenge;
    if (!isRight) return json(response, 400, { error: 'invalid_grant' });
    const nowSeconds = Math.floor(Date.now() / 1000);
    const claims = {
      ...provider.account,
      ...{ iss: issuer, aud: clientId, iat: nowSeconds, exp: nowSeconds + 600, nonce: asked?.get('nonce') },
      ...provider.claims,
    };
    const sign = provider.sign ?? ((given: Claims) => signWith(key, given));
    json(response, 200, { access_token: 'at', token_type: 'Bearer', id_token: await sign(claims) });
  }

  return provider;
}

/** Signs claims as they are, right or wrong. */
export function signWith({ privateKey, alg, kid }: SigningKey, claims: Claims): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(privateKey);
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Making one takes longer than the rest of a test. */
let firstKey: Promise<SigningKey> | undefined;

async function makeKey(alg: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const kid = randomUUID();
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** By either method; for the header id and secret are encoded as in a form (RFC 6749, 2.3.1). */
function isOurClient(form: URLSearchParams, authorization: string | undefined): boolean {
  const given =
    authorization === undefined
      ? [form.get('client_id'), form.get('client_secret')]
      : Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
          .toString()
          .split(':')
          .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
  return given[0] === clientId && given[1] === clientSecret;
}
