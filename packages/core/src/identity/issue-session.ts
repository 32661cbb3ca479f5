import { createHash, randomBytes } from 'node:crypto';
import type { Session } from '@elenchus/contracts/identity/models';
import type { Transaction } from '@elenchus/db/database';
import { refreshTokens, sessions } from '@elenchus/db/schema/identity';
import type { JWK } from 'jose';
import type { ServiceContext } from '../platform/context.ts';
import type { IdentitySettings } from '../platform/settings.ts';
import { signAccessToken } from './access-token.ts';
import { presentUser, type VisibleUser } from './present-user.ts';

/** What is stored of a refresh token. */
export function hashRefreshToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** Opens a session for a user, in a transaction of the user's organization. */
export async function openSession(
  ctx: ServiceContext<'db' | 'identity'>,
  tx: Transaction,
  user: VisibleUser,
  key: JWK,
): Promise<Session> {
  const now = ctx.clock();
  const session = {
    id: ctx.newId(),
    organizationId: user.organizationId,
    userId: user.id,
    ipAddress: ctx.origin.ipAddress,
    userAgent: ctx.origin.userAgent,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: refreshExpiry(ctx.ports.identity, now),
  };
  await tx.insert(sessions).values(session);
  return issueTokens(ctx, tx, user, session.id, key);
}

/** When a refresh token that is made now expires, and with the last one its session. */
export function refreshExpiry({ refreshTokenDays }: IdentitySettings, now: Date): Date {
  return new Date(now.getTime() + refreshTokenDays * 86_400_000);
}

/** A new pair of tokens in a session that is open. */
export async function issueTokens(
  ctx: ServiceContext<'db' | 'identity'>,
  tx: Transaction,
  user: VisibleUser,
  sessionId: string,
  key: JWK,
): Promise<Session> {
  const settings = ctx.ports.identity;
  const now = ctx.clock();
  const refreshToken = randomBytes(32).toString('base64url');
  await tx.insert(refreshTokens).values({
    tokenHash: hashRefreshToken(refreshToken),
    organizationId: user.organizationId,
    sessionId,
    expiresAt: refreshExpiry(settings, now),
  });
  const claims = { userId: user.id, organizationId: user.organizationId, sessionId };
  return {
    accessToken: await signAccessToken(claims, key, settings, now),
    refreshToken,
    tokenType: 'Bearer',
    expiresIn: settings.accessTokenMinutes * 60,
    user: presentUser(user),
  };
}
