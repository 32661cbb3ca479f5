import type { Transaction } from '@elenchus/db/database';
import type { TenantContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { lockOrganization } from './lock-organization.ts';
import { sumStorage } from './organization-usage.ts';

/**
 * Throws `quota_exceeded` when so many bytes more do not fit into the organization's space. Keeps others from taking
 * the same space until the transaction ends.
 */
export async function requireStorage(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  bytes: number,
): Promise<void> {
  const { storageQuotaBytes } = await lockOrganization(ctx, tx);
  const free = storageQuotaBytes - (await sumStorage(tx));
  if (bytes <= free) return;
  throw new ProblemError(
    'quota_exceeded',
    `The files have ${bytes} bytes; ${Math.max(0, free)} of the organization's ${storageQuotaBytes} are free. Raise the quota, or delete documents.`,
  );
}
