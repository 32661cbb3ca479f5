import { type Role, roleIsAtLeast } from '@elenchus/contracts/platform/roles';
import type { Transaction } from '@elenchus/db/database';
import { sessions, users } from '@elenchus/db/schema/identity';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { UserContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { lockOrganization } from './lock-organization.ts';
import { type VisibleUser, visibleUserColumns } from './present-user.ts';

/**
 * Locks the organization and reads who calls: another request may have changed that one's role, ended the session, or
 * closed the organization, since this one was let in. Throws `forbidden`, `unauthenticated`.
 */
export async function requireCaller(
  ctx: UserContext<'db'>,
  tx: Transaction,
  least: Role,
): Promise<{
  readonly caller: VisibleUser;
  readonly organization: Awaited<ReturnType<typeof lockOrganization>>;
}> {
  const organization = await lockOrganization(ctx, tx);
  const [caller] = await tx.select(visibleUserColumns).from(users).where(eq(users.id, ctx.actor.id));
  if (!organization.isActive || !caller?.isActive || !roleIsAtLeast(caller.role, least)) {
    throw new ProblemError('forbidden', `This needs the role "${least}" or above.`);
  }
  const { id, sessionId } = ctx.actor;
  const ended = and(eq(sessions.id, sessionId), eq(sessions.userId, id), isNotNull(sessions.revokedAt));
  if ((await tx.$count(sessions, ended)) > 0) {
    throw new ProblemError('unauthenticated', 'The session has ended. Sign in again.');
  }
  return { caller, organization };
}
