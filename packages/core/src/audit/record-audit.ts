import type { AuditEntry } from '@elenchus/contracts/audit/models';
import type { Transaction } from '@elenchus/db/database';
import { sql } from 'drizzle-orm';
import type { Actor, TenantContext } from '../platform/context.ts';
import type { AuditAction } from './audit-actions.ts';

/** The organization of what belongs to none: failed sign-ins with unknown addresses. */
export const noOrganization = '00000000-0000-0000-0000-000000000000';

export interface AuditRecord {
  readonly action: AuditAction;
  readonly resource?: { readonly type: string; readonly id: string };
  /** Never text of documents, tokens or keys. */
  readonly details?: AuditEntry['details'];
  /** Who did it, where that is not the actor of the context. */
  readonly actor?: AuditEntry['actor'];
}

type AuditContext = Pick<TenantContext<'db'>, 'clock' | 'newId' | 'origin' | 'organizationId'> & {
  readonly actor?: Actor;
};

/** An entry as it is hashed: its JSON text, whose fields stand in this order. */
export type AuditEntryText = Omit<AuditEntry, 'sequence' | 'hash'> & { readonly organizationId: string };

/**
 * Appends to the hash chain of the organization, in the transaction of the change itself: both are there or none.
 * It locks the head of the chain, so it comes last in a transaction.
 */
export async function recordAudit(
  ctx: AuditContext,
  tx: Transaction,
  ...records: readonly AuditRecord[]
): Promise<void> {
  const entries = records.map((record) => JSON.stringify(entryOf(ctx, record)));
  if (entries.length === 0) return;
  await tx.execute(
    sql`select append_audit(array[${sql.join(
      entries.map((entry) => sql`${entry}`),
      sql`, `,
    )}]::text[])`,
  );
}

function entryOf(ctx: AuditContext, { action, resource, details, actor }: AuditRecord): AuditEntryText {
  return {
    id: ctx.newId(),
    organizationId: ctx.organizationId,
    occurredAt: ctx.clock().toISOString(),
    action,
    actor: actor ?? actorOf(ctx.actor),
    resource: resource ?? null,
    details: details ?? {},
    requestId: ctx.origin.requestId,
    ipAddress: ctx.origin.ipAddress,
    userAgent: ctx.origin.userAgent,
  };
}

function actorOf(actor: Actor | undefined): AuditEntry['actor'] {
  return actor ? { type: actor.kind, id: actor.id } : { type: 'system', id: null };
}
