import { auditLog } from '@elenchus/db/schema/audit';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';
import { type Anchor, blockOf, blockSize, readBlock } from './anchor-objects.ts';

type Context = TenantContext<'db' | 'objects'>;

export interface RewrittenEntry {
  readonly sequence: number;
  readonly id: string | null;
}

/**
 * The first of the entries up to `last` whose hash is not the one that was copied to the object store; undefined when
 * they all are. These entries form a chain: from the first that differs on they all do, so few are looked at.
 */
export async function findRewritten(
  ctx: Context,
  anchor: Anchor,
  last: number,
): Promise<RewrittenEntry | undefined> {
  const blocks = new Map<number, Promise<readonly string[]>>();
  const anchoredHash = async (sequence: number) => {
    if (sequence === anchor.sequence) return anchor.hash;
    const block = blockOf(sequence);
    const hashes = blocks.get(block) ?? readBlock(ctx, block);
    blocks.set(block, hashes);
    return (await hashes)[(sequence - 1) % blockSize];
  };
  const differsAt = async (sequence: number): Promise<RewrittenEntry | undefined> => {
    const [expected, row] = [await anchoredHash(sequence), await readRow(ctx, sequence)];
    const isSame = expected === undefined || row === undefined || row.hash === expected;
    return isSame ? undefined : { sequence, id: row.id };
  };
  let [good, bad] = [0, last === 0 ? undefined : await differsAt(last)];
  while (bad !== undefined && bad.sequence - good > 1) {
    const middle = Math.floor((good + bad.sequence) / 2);
    const found = await differsAt(middle);
    if (found) bad = found;
    else good = middle;
  }
  return bad;
}

async function readRow(ctx: Context, sequence: number) {
  const { organizationId, id, hash } = auditLog;
  const [row] = await withTenant(ctx, (tx) =>
    tx
      .select({ id, hash })
      .from(auditLog)
      .where(and(eq(organizationId, ctx.organizationId), eq(auditLog.sequence, sequence))),
  );
  return row;
}
