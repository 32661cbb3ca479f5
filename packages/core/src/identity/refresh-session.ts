import type { Session } from '@elenchus/contracts/identity/models';
import { refreshTokens, sessions, users } from '@elenchus/db/schema/identity';
import { withAuth } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { hashRefreshToken, issueTokens } from './issue-session.ts';
import { currentSigningKey } from './signing-keys.ts';

/**
 * Exchanges a refresh token for a new pair. A spent token means that somebody else has a copy: its session
 * ends (RFC 9700, 4.14.2). Throws `unauthenticated`, also for a deactivated user.
 */
export async function refreshSession(call: {
  readonly ctx: ServiceContext<'db' | 'identity'>;
  readonly input: { readonly refreshToken: string };
}): Promise<Session> {
  const { ctx } = call;
  const tokenHash = hashRefreshToken(call.input.refreshToken);
  const key = await currentSigningKey(ctx);
  const now = ctx.clock();
  const session = await withAuth(ctx, async (tx) => {
    const [found] = await tx
      .select({ token: refreshTokens, session: sessions, user: users })
      .from(refreshTokens)
      .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(refreshTokens.tokenHash, tokenHash))
      .for('update', { of: refreshTokens });
    if (!found?.user.isActive || found.session.revokedAt !== null || found.token.expiresAt <= now)
      return null;
    if (found.token.spentAt !== null) {
      await tx.update(sessions).set({ revokedAt: now }).where(eq(sessions.id, found.session.id));
      return null;
    }
    await tx.update(refreshTokens).set({ spentAt: now }).where(eq(refreshTokens.tokenHash, tokenHash));
    return issueTokens(ctx, tx, found.user, found.session.id, key);
  });
  if (session) return session;
  throw new ProblemError('unauthenticated', 'The refresh token is unknown, spent or expired. Sign in again.');
}
