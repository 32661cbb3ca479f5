import type { Transaction } from '@elenchus/db/database';
import { apiKeys } from '@elenchus/db/schema/identity';
import { and, eq, isNull } from 'drizzle-orm';
import type { AuditRecord } from '../audit/record-audit.ts';
import type { TenantContext } from '../platform/context.ts';

/** Revokes the API keys whose secrets a user has seen; answers the entries for the end of the transaction. */
export async function revokeKeysOf(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  userId: string,
  reason: 'google_linked' | 'user_deactivated',
): Promise<AuditRecord[]> {
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: ctx.clock() })
    .where(and(eq(apiKeys.createdBy, userId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return revoked.map(({ id }) => ({
    action: 'api_key.revoked',
    resource: { type: 'api_key', id },
    details: { reason },
  }));
}
