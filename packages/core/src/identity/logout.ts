import type { Transaction } from '@elenchus/db/database';
import { refreshTokens, sessions } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { UserContext } from '../platform/context.ts';
import { hashRefreshToken } from './issue-session.ts';
import { lockUser } from './lock-user.ts';

/**
 * Ends the session of who calls, and that of a refresh token that is sent along, if it is of the same user; any other is
 * left alone.
 */
export function logout(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: { readonly refreshToken?: string | undefined };
}): Promise<void> {
  const { ctx, input } = call;
  const { id: userId, sessionId } = ctx.actor;
  return withTenant(ctx, async (tx) => {
    const named = input.refreshToken === undefined ? [] : await sessionOf(tx, input.refreshToken);
    // Others that end several sessions of the user wait for this one, or it for them.
    if (named.length > 0) await lockUser(tx, userId);
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: ctx.clock() })
      .where(
        and(
          inArray(sessions.id, [sessionId, ...named]),
          eq(sessions.userId, userId),
          isNull(sessions.revokedAt),
        ),
      )
      .returning({ id: sessions.id });
    const records = ended.map(({ id }) => ({
      action: 'user.signed_out' as const,
      resource: { type: 'session', id },
    }));
    await recordAudit(ctx, tx, ...records);
  });
}

async function sessionOf(tx: Transaction, refreshToken: string): Promise<string[]> {
  const rows = await tx
    .select({ sessionId: refreshTokens.sessionId })
    .from(refreshTokens)
    .where(eq(refreshTokens.tokenHash, hashRefreshToken(refreshToken)));
  return rows.map((row) => row.sessionId);
}
