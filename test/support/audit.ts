import type { AuditEntry } from '@elenchus/contracts/audit/models';
import type { TenantContext } from '@elenchus/core/platform/context';
import { auditLog } from '@elenchus/db/schema/audit';
import { withTenant } from '@elenchus/db/tenant';
import { asc } from 'drizzle-orm';

/** What the audit log of an organization says was done, oldest first. */
export async function auditOf(
  ctx: TenantContext<'db'>,
  ...actions: readonly string[]
): Promise<Pick<AuditEntry, 'action' | 'actor' | 'resource' | 'details'>[]> {
  const rows = await withTenant(ctx, (tx) =>
    tx.select({ entry: auditLog.entry }).from(auditLog).orderBy(asc(auditLog.sequence)),
  );
  return rows
    .map(({ entry }) => JSON.parse(entry) as AuditEntry)
    .filter(({ action }) => actions.length === 0 || actions.includes(action))
    .map(({ action, actor, resource, details }) => ({ action, actor, resource, details }));
}
