import type { Session } from '@elenchus/contracts/identity/models';
import { organizations, refreshTokens, sessions, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { hashRefreshToken, issueTokens, refreshExpiry } from './issue-session.ts';
import { currentSigningKey } from './signing-keys.ts';

/** Two tabs that refresh at once both get a pair. */
const overlapMs = 10_000;

/**
 * Exchanges a refresh token for a new pair. A token that was spent more than 10 s ago means that somebody else has a
 * copy: its session ends (RFC 9700, 4.14.2). Throws `unauthenticated`, also for a deactivated user.
 */
export async function refreshSession(call: {
  readonly ctx: ServiceContext<'db' | 'identity'>;
  readonly input: { readonly refreshToken: string };
}): Promise<Session> {
  const { ctx } = call;
  const tokenHash = hashRefreshToken(call.input.refreshToken);
  const key = await currentSigningKey(ctx);
  const now = ctx.clock();
  const outcome = await withAuth(ctx, async (tx) => {
    const [found] = await tx
      .select({ token: refreshTokens, session: sessions, user: users, isOpen: organizations.isActive })
      .from(refreshTokens)
      .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(organizations, eq(organizations.id, users.organizationId))
      .where(eq(refreshTokens.tokenHash, tokenHash))
      .for('update', { of: refreshTokens });
    if (
      !found?.user.isActive ||
      !found.isOpen ||
      found.session.revokedAt !== null ||
      found.token.expiresAt <= now
    )
      return undefined;
    const { token, session, user } = found;
    if (token.spentAt !== null && now.getTime() - token.spentAt.getTime() > overlapMs) {
      return { reused: session };
    }
    if (token.spentAt === null) {
      await tx.update(refreshTokens).set({ spentAt: now }).where(eq(refreshTokens.tokenHash, tokenHash));
    }
    const { ipAddress, userAgent } = ctx.origin;
    const expiresAt = refreshExpiry(ctx.ports.identity, now);
    await tx
      .update(sessions)
      .set({ lastUsedAt: now, ipAddress, userAgent, expiresAt })
      .where(eq(sessions.id, session.id));
    return { renewed: await issueTokens(ctx, tx, user, session.id, key) };
  });
  if (outcome?.renewed) return outcome.renewed;
  if (outcome?.reused) {
    const { id, organizationId, userId } = outcome.reused;
    const tenant = { ...ctx, organizationId };
    await withTenant(tenant, async (tx) => {
      const ended = await tx
        .update(sessions)
        .set({ revokedAt: now })
        .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)))
        .returning({ id: sessions.id });
      if (ended.length === 0) return;
      await recordAudit(tenant, tx, {
        action: 'session.refresh_reused',
        actor: { type: 'anonymous', id: null },
        resource: { type: 'session', id },
        details: { userId },
      });
    });
  }
  throw new ProblemError('unauthenticated', 'The refresh token is unknown, spent or expired. Sign in again.');
}
