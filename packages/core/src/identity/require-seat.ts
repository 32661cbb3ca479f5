import type { Transaction } from '@elenchus/db/database';
import { organizations, users } from '@elenchus/db/schema/identity';
import { eq } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';

/**
 * Throws `quota_exceeded` when the organization has as many active users as it may. Keeps others from taking the same
 * seat until the transaction ends.
 */
export async function requireSeat(ctx: TenantContext<'db'>, tx: Transaction): Promise<void> {
  const [found] = await tx
    .select({ quota: organizations.userQuota })
    .from(organizations)
    .where(eq(organizations.id, ctx.organizationId))
    .for('update');
  const taken = await tx.$count(users, eq(users.isActive, true));
  const quota = found?.quota ?? 0;
  if (taken < quota) return;
  throw new ProblemError(
    'quota_exceeded',
    `The organization has all of its ${quota} users. Raise the quota, or deactivate one.`,
  );
}
