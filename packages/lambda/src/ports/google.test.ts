import { clientId, clientSecret, openOidcServer } from '@elenchus/adapters/oidc/testing/oidc-server';
import { expect, it } from 'vitest';
import { ConfigurationError } from '../env.ts';
import { googleSignIn } from './google.ts';

const client = { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret };
const redirectUri = 'https://api.example/callback';
const secrets = { nonce: 'n'.repeat(43), codeVerifier: 'v'.repeat(43) };

it('is null where no client is registered', () => {
  expect(googleSignIn({})).toBeNull();
  expect(googleSignIn({ GOOGLE_ISSUER: 'https://id.example', CORS_ORIGINS: '' })).toBeNull();
});

it.each([
  [{ GOOGLE_CLIENT_ID: 'c' }, 'GOOGLE_CLIENT_SECRET: this or GOOGLE_SECRET_ARN'],
  [{ ...client, GOOGLE_ISSUER: 'http://id.example' }, 'GOOGLE_ISSUER'],
  [{ GOOGLE_ISSUER: 'google' }, 'GOOGLE_ISSUER'],
])('refuses %j and names what is wrong', (environment, named) => {
  expect(() => googleSignIn(environment)).toThrow(ConfigurationError);
  expect(() => googleSignIn(environment)).toThrow(named);
});

it('returns to the origins that may call, and to nothing that is none', () => {
  const origins = (CORS_ORIGINS: string) => googleSignIn({ ...client, CORS_ORIGINS })?.returnOrigins;
  expect(origins('https://app.example, http://localhost:5173/,*,null,')).toEqual([
    'https://app.example',
    'http://localhost:5173',
  ]);
  expect(origins('*')).toEqual([]);
  expect(googleSignIn(client)?.returnOrigins).toEqual([]);
});

it.each([
  ['the variable', client],
  ['the secret of the deployment', { GOOGLE_CLIENT_ID: clientId, GOOGLE_SECRET_ARN: 'arn:1' }],
])('signs in with what %s says', async (_, environment) => {
  const server = await openOidcServer();
  server.account = { sub: '1', email: 'ada@firm.example' };
  const readKey = async (arn: string) =>
    arn === 'arn:1' ? clientSecret : expect.fail('read another secret');
  const { provider } =
    googleSignIn({ ...environment, GOOGLE_ISSUER: server.issuer }, readKey) ?? expect.fail('not set up');
  const { code = '', iss } = await server.visit(
    await provider.authorizationUrl({ ...secrets, redirectUri, state: 's' }),
  );
  const account = await provider.exchange({ ...secrets, redirectUri, code, issuer: iss });
  expect(account).toMatchObject({ email: 'ada@firm.example', emailVerified: false });
});
