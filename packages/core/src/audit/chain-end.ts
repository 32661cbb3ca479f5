import { auditHeads } from '@elenchus/db/schema/audit';
import { type TenantScope, withTenant } from '@elenchus/db/tenant';
import { eq, sql } from 'drizzle-orm';

/** What the database says of the end of a chain, in one moment. */
export interface ChainEnd {
  readonly head:
    | { readonly sequence: number; readonly hash: string; readonly anchoredSequence: number }
    | undefined;
  /** Of the entry that comes last; 0 without entries. */
  readonly lastSequence: number;
  readonly entries: number;
}

export async function readChainEnd(scope: TenantScope): Promise<ChainEnd> {
  const { organizationId } = scope;
  const ofLog = sql`from audit_log where organization_id = ${organizationId}`;
  return withTenant(scope, async (tx) => {
    const [row] = await tx
      .select({
        lastSequence: sql`coalesce((select max(sequence) ${ofLog}), 0)`.mapWith(Number),
        entries: sql`(select count(*) ${ofLog})`.mapWith(Number),
        head: auditHeads,
      })
      .from(sql`(select 1) as now`)
      .leftJoin(auditHeads, eq(auditHeads.organizationId, organizationId));
    return { head: row?.head ?? undefined, lastSequence: row?.lastSequence ?? 0, entries: row?.entries ?? 0 };
  });
}
