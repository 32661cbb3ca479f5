import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { IdentitySettings } from '../platform/settings.ts';
import { signingAlgorithm } from './signing-keys.ts';

/** RFC 9068; tells an access token from any other that the same keys may sign. */
const tokenType = 'at+jwt';

export interface AccessTokenClaims {
  readonly userId: string;
  readonly organizationId: string;
  readonly sessionId: string;
}

/** Signs an access token that lives `settings.accessTokenMinutes` from `now`. */
export async function signAccessToken(
  claims: AccessTokenClaims,
  key: JWK,
  settings: IdentitySettings,
  now: Date,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ org: claims.organizationId, sid: claims.sessionId })
    .setProtectedHeader({ alg: signingAlgorithm, typ: tokenType, ...(key.kid && { kid: key.kid }) })
    .setSubject(claims.userId)
    .setIssuer(settings.issuer)
    .setAudience(settings.issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + settings.accessTokenMinutes * 60)
    .sign(await importJWK(key, signingAlgorithm));
}

/** Reads a token whose signature, type, issuer, audience and expiry are right; null for any other. */
export async function verifyAccessToken(
  token: string,
  keys: readonly JWK[],
  settings: IdentitySettings,
  now: Date,
): Promise<AccessTokenClaims | null> {
  try {
    const { payload } = await jwtVerify(
      token,
      (header) => importJWK(keyNamed(keys, header.kid), signingAlgorithm),
      {
        algorithms: [signingAlgorithm],
        typ: tokenType,
        issuer: settings.issuer,
        audience: settings.issuer,
        requiredClaims: ['exp', 'iat', 'sub', 'org', 'sid'],
        currentDate: now,
      },
    );
    const { sub, org, sid } = payload;
    if (typeof sub !== 'string' || typeof org !== 'string' || typeof sid !== 'string') return null;
    return { userId: sub, organizationId: org, sessionId: sid };
  } catch {
    return null;
  }
}

function keyNamed(keys: readonly JWK[], kid: string | undefined): JWK {
  const key = keys.find((candidate) => candidate.kid === kid);
  if (!key) throw new Error('unknown key');
  return key;
}
