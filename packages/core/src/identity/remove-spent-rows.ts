import { googleSignIns } from '@elenchus/db/schema/google-sign-ins';
import { passwordResets, refreshTokens, sessions, signInFailures } from '@elenchus/db/schema/identity';
import { idempotencyKeys, rateLimits } from '@elenchus/db/schema/requests';
import { withJobs } from '@elenchus/db/tenant';
import { getTableName, sql } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';

const tables = [
  refreshTokens,
  sessions,
  passwordResets,
  googleSignIns,
  idempotencyKeys,
  rateLimits,
  signInFailures,
];
const batchSize = 1000;
/** What a run leaves is for the next one. */
const mostBatches = 200;

/**
 * Removes tokens, sessions, kept answers and counts that nobody can use any more. Which those are is for the policies
 * of the tables to say (migrations 0007 and 0009): the jobs see no others. Safe at any time, and beside itself.
 */
export async function removeSpentRows({ ctx }: { readonly ctx: ServiceContext<'db'> }): Promise<void> {
  const removed: Record<string, number> = {};
  for (const table of tables) {
    let count = batchSize;
    for (let batch = 0; batch < mostBatches && count === batchSize; batch += 1) {
      // Short transactions, since whoever signs in waits for them.
      const rows = await withJobs(ctx, (tx) =>
        tx.execute(
          sql`delete from ${table} where ctid = any(array(select ctid from ${table} limit ${batchSize}))`,
        ),
      );
      count = rows.count;
      if (count > 0) removed[getTableName(table)] = (removed[getTableName(table)] ?? 0) + count;
    }
  }
  if (Object.keys(removed).length > 0) ctx.logger.info('spent_rows.removed', removed);
}
