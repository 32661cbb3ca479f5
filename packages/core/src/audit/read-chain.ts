import { auditLog } from '@elenchus/db/schema/audit';
import { type TenantScope, withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gt, lte, min } from 'drizzle-orm';
import type { ChainLink } from './hash-chain.ts';

/** Asked for by its bounds, since a limit alone has PostgreSQL sort the whole log as long as it has no statistics. */
const pageSize = 1000;

interface Bounds {
  readonly after: number;
  readonly upTo: number;
}

/**
 * The entries after one sequence up to another, in order. Each page is a transaction of its own: what was written
 * stays as it is, so that a long log neither fills the memory nor keeps others from the database.
 */
export async function* readChain(scope: TenantScope, { after, upTo }: Bounds): AsyncGenerator<ChainLink> {
  for (let last = after; last < upTo; ) {
    const end = Math.min(last + pageSize, upTo);
    const page = await readPage(scope, { after: last, upTo: end });
    yield* page;
    if (page.length === end - last) {
      last = end;
      continue;
    }
    const next = await findNext(scope, { after: end, upTo });
    if (next === null) return;
    last = next - 1;
  }
}

function readPage(scope: TenantScope, bounds: Bounds): Promise<ChainLink[]> {
  const { sequence, id, entry, hash } = auditLog;
  return withTenant(scope, (tx) =>
    tx
      .select({ sequence, id, entry, hash })
      .from(auditLog)
      .where(isWithin(scope, bounds))
      .orderBy(asc(sequence)),
  );
}

/** Where the log goes on after a gap. */
async function findNext(scope: TenantScope, bounds: Bounds): Promise<number | null> {
  const [found] = await withTenant(scope, (tx) =>
    tx
      .select({ sequence: min(auditLog.sequence) })
      .from(auditLog)
      .where(isWithin(scope, bounds)),
  );
  return found?.sequence ?? null;
}

function isWithin({ organizationId }: TenantScope, { after, upTo }: Bounds) {
  return and(
    eq(auditLog.organizationId, organizationId),
    gt(auditLog.sequence, after),
    lte(auditLog.sequence, upTo),
  );
}
