import type { Transaction } from '@elenchus/db/database';
import type { TenantContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { lockOrganization } from './lock-organization.ts';
import { countSeats } from './organization-usage.ts';

/**
 * Throws `quota_exceeded` when the organization has as many active users as it may. Keeps others from taking the same
 * seat until the transaction ends.
 */
export async function requireSeat(ctx: TenantContext<'db'>, tx: Transaction): Promise<void> {
  const { userQuota } = await lockOrganization(ctx, tx);
  if ((await countSeats(tx)) < userQuota) return;
  throw new ProblemError(
    'quota_exceeded',
    `The organization has all of its ${userQuota} users. Raise the quota, or deactivate one.`,
  );
}
