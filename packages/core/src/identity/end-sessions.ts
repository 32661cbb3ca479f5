import type { Transaction } from '@elenchus/db/database';
import { sessions } from '@elenchus/db/schema/identity';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';

/** Ends the sessions of a user, but for one that is kept, or of everybody in the organization, from the next request on. */
export async function endSessions(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  userId?: string,
  keptSessionId?: string,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: ctx.clock() })
    .where(
      and(
        eq(sessions.organizationId, ctx.organizationId),
        isNull(sessions.revokedAt),
        userId === undefined ? undefined : eq(sessions.userId, userId),
        keptSessionId === undefined ? undefined : ne(sessions.id, keptSessionId),
      ),
    );
}
