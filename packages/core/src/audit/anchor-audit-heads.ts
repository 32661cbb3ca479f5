import { auditHeads } from '@elenchus/db/schema/audit';
import { withJobs } from '@elenchus/db/tenant';
import { and, asc, gt } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { faultName } from '../platform/fault-name.ts';
import { anchorAuditHead, BrokenChainError } from './anchor-audit-head.ts';

type Context = ServiceContext<'db' | 'objects'>;

const pageSize = 500;
const atOnce = 10;

/**
 * Copies the heads of all logs that have grown out of the database, also that of what belongs to no organization. Safe
 * at any time, and beside itself. Fails in the end, so that an alarm is raised, when a log is not as it was written.
 */
export async function anchorAuditHeads({ ctx }: { readonly ctx: Context }): Promise<void> {
  let failures = 0;
  let page = await findGrown(ctx, null);
  while (page.length > 0) {
    for (let at = 0; at < page.length; at += atOnce) {
      const ids = page.slice(at, at + atOnce);
      const results = await Promise.allSettled(
        ids.map((organizationId) => anchorAuditHead({ ...ctx, organizationId })),
      );
      // One that cannot be anchored must not keep the others waiting.
      for (const [index, result] of results.entries()) {
        if (result.status === 'fulfilled') continue;
        failures += 1;
        report(ctx, ids[index], result.reason);
      }
    }
    page = await findGrown(ctx, page.at(-1) ?? null);
  }
  if (failures > 0) throw new Error(`${failures} heads could not be anchored`);
}

function report(ctx: Context, organizationId: string | undefined, error: unknown): void {
  if (error instanceof BrokenChainError) {
    ctx.logger.error('audit.chain_broken', { organizationId, sequence: error.sequence });
  } else {
    const name = faultName(error);
    ctx.logger.error('audit.anchor_failed', { organizationId, error: name });
  }
}

async function findGrown(ctx: Context, after: string | null): Promise<string[]> {
  const { organizationId, sequence, anchoredSequence } = auditHeads;
  const rows = await withJobs(ctx, (tx) =>
    tx
      .select({ organizationId })
      .from(auditHeads)
      .where(and(gt(sequence, anchoredSequence), after === null ? undefined : gt(organizationId, after)))
      .orderBy(asc(organizationId))
      .limit(pageSize),
  );
  return rows.map((row) => row.organizationId);
}
