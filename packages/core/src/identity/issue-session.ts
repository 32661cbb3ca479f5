import { createHash, randomBytes } from 'node:crypto';
import type { Session } from '@elenchus/contracts/identity/models';
import type { Transaction } from '@elenchus/db/database';
import { refreshTokens, sessions, type UserRow } from '@elenchus/db/schema/identity';
import type { JWK } from 'jose';
import type { ServiceContext } from '../platform/context.ts';
import { signAccessToken } from './access-token.ts';
import { presentUser } from './present-user.ts';

/** What is stored of a refresh token. */
export function hashRefreshToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** Opens a session for a user. */
export async function openSession(
  ctx: ServiceContext<'db' | 'identity'>,
  tx: Transaction,
  user: UserRow,
  key: JWK,
): Promise<Session> {
  const session = {
    id: ctx.newId(),
    organizationId: user.organizationId,
    userId: user.id,
    createdAt: ctx.clock(),
  };
  await tx.insert(sessions).values(session);
  return issueTokens(ctx, tx, user, session.id, key);
}

/** A new pair of tokens in a session that is open. */
export async function issueTokens(
  ctx: ServiceContext<'db' | 'identity'>,
  tx: Transaction,
  user: UserRow,
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
    expiresAt: new Date(now.getTime() + settings.refreshTokenDays * 86_400_000),
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
