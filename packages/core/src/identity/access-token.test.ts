import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { signAccessToken, verifyAccessToken } from './access-token.ts';

const settings = {
  publicUrl: 'https://api.example',
  issuer: 'https://api.example',
  accessTokenMinutes: 30,
  refreshTokenDays: 7,
  rateLimits: null,
};
const claims = { userId: 'u', organizationId: 'o', sessionId: 's' };
const now = new Date('2026-01-01T00:00:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let key: JWK;
let publicKey: JWK;
let token: string;

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  key = { ...(await exportJWK(pair.privateKey)), kid: 'k1' };
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'k1' };
  token = await signAccessToken(claims, key, settings, now);
});

describe('access token', () => {
  it('is read back while it lives', async () => {
    expect(await verifyAccessToken(token, [publicKey], settings, minutesLater(29))).toEqual(claims);
  });

  it('is refused once it has expired, before any clock tolerance', async () => {
    expect(await verifyAccessToken(token, [publicKey], settings, minutesLater(31))).toBeNull();
  });

  it('is refused for another issuer, an unknown key and a changed signature', async () => {
    const other = { ...settings, issuer: 'https://other.example' };
    expect(await verifyAccessToken(token, [publicKey], other, now)).toBeNull();
    expect(await verifyAccessToken(token, [], settings, now)).toBeNull();
    expect(await verifyAccessToken(`${token.slice(0, -6)}AAAAAA`, [publicKey], settings, now)).toBeNull();
  });

  it('is refused unsigned, signed with the public key as a secret, of another type, or without expiry', async () => {
    const body = {
      org: 'o',
      sid: 's',
      sub: 'u',
      iss: settings.issuer,
      aud: settings.issuer,
      iat: 1,
      exp: 4e9,
    };
    const unsigned = new UnsecuredJWT(body).encode();
    const confused = await new SignJWT(body)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
      .sign(Buffer.from(String(publicKey.x), 'base64url'));
    const { importJWK } = await import('jose');
    const signer = await importJWK(key, 'EdDSA');
    const otherType = await new SignJWT(body)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: 'k1' })
      .sign(signer);
    const { exp: _, ...endless } = body;
    const withoutExpiry = await new SignJWT(endless)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' })
      .sign(signer);
    for (const bad of [unsigned, confused, otherType, withoutExpiry, '', 'a.b.c']) {
      expect(await verifyAccessToken(bad, [publicKey], settings, now)).toBeNull();
    }
  });
});
