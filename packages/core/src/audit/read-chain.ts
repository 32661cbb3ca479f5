import { auditLog } from '@elenchus/db/schema/audit';
import { type TenantScope, withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { ChainLink } from './hash-chain.ts';

const pageSize = 1000;

/**
 * The entries after one sequence up to another, in order. Each page is a transaction of its own: what was written
 * stays as it is, so that a long log neither fills the memory nor keeps others from the database.
 */
export async function* readChain(
  scope: TenantScope,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): AsyncGenerator<ChainLink> {
  const { organizationId, sequence, id, entry, hash } = auditLog;
  for (let last = after; ; ) {
    const page = await withTenant(scope, (tx) =>
      tx
        .select({ sequence, id, entry, hash })
        .from(auditLog)
        .where(and(eq(organizationId, scope.organizationId), gt(sequence, last), lte(sequence, upTo)))
        .orderBy(asc(sequence))
        .limit(pageSize),
    );
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < pageSize) return;
    last = end.sequence;
  }
}
