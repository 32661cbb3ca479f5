import type { AuditEntry } from '@elenchus/contracts/audit/models';
import { auditLog } from '@elenchus/db/schema/audit';
import { withTenant } from '@elenchus/db/tenant';
import { and, desc, eq, gte, lt } from 'drizzle-orm';
import type { CallerContext } from '../platform/context.ts';
import { decodeCursor, numberPosition, toPage } from '../platform/paging.ts';
import { presentAuditEntry } from './present-audit-entry.ts';

/** A page of what was done in the organization, newest first; `from` is included, `to` is not. Throws `invalid_cursor`. */
export async function listAuditLog(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly action?: string | undefined;
    readonly actorId?: string | undefined;
    readonly resourceId?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  };
}): Promise<{ data: AuditEntry[]; nextCursor: string | null }> {
  const { ctx, input } = call;
  const before = decodeCursor(input.cursor, numberPosition);
  const { organizationId, sequence, entry, hash, action, actorId, resourceId, occurredAt } = auditLog;
  const given = <T>(value: T | undefined, condition: (value: T) => ReturnType<typeof eq>) =>
    value === undefined ? undefined : condition(value);
  const rows = await withTenant(ctx, (tx) =>
    tx
      .select({ sequence, entry, hash })
      .from(auditLog)
      .where(
        and(
          eq(organizationId, ctx.organizationId),
          given(before, (value) => lt(sequence, value)),
          given(input.action, (value) => eq(action, value)),
          given(input.actorId, (value) => eq(actorId, value)),
          given(input.resourceId, (value) => eq(resourceId, value)),
          given(input.from, (value) => gte(occurredAt, asStored(value))),
          given(input.to, (value) => lt(occurredAt, asStored(value))),
        ),
      )
      .orderBy(desc(sequence))
      .limit(input.limit + 1),
  );
  return toPage(rows, input.limit, (row) => row.sequence, presentAuditEntry);
}

/** Entries hold their times with milliseconds, so that the order of the texts is that of the times. */
function asStored(time: string): string {
  return new Date(time).toISOString();
}
