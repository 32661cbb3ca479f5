import { sessions } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { UserContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';

/** Ends an own session, at once. Throws `not_found`, also for one of somebody else, or that has ended. */
export function revokeSession(call: {
  readonly ctx: UserContext<'db'>;
  readonly input: { readonly sessionId: string };
}): Promise<void> {
  const { ctx, input } = call;
  const now = ctx.clock();
  return withTenant(ctx, async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(
        and(
          eq(sessions.id, input.sessionId),
          eq(sessions.userId, ctx.actor.id),
          isNull(sessions.revokedAt),
          gt(sessions.expiresAt, now),
        ),
      )
      .returning({ id: sessions.id });
    if (!ended)
      throw new ProblemError('not_found', `You are not signed in with a session ${input.sessionId}.`);
    await recordAudit(ctx, tx, { action: 'session.revoked', resource: { type: 'session', id: ended.id } });
  });
}
