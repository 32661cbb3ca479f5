import type { RateLimitName, RateLimits } from '@elenchus/contracts/platform/rate-limits';
import type { Transaction } from '@elenchus/db/database';
import { rateLimits } from '@elenchus/db/schema/requests';
import { sql } from 'drizzle-orm';

/** What is counted: calls of a kind by somebody, who is a user, a key or an address. */
export interface RateLimitBucket {
  readonly name: RateLimitName;
  readonly subject: string;
}

/** Where a limit stands after a call. */
export interface RateLimitCount {
  readonly name: RateLimitName;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the window ends, rounded up. */
  readonly resetSeconds: number;
  readonly isExceeded: boolean;
}

/**
 * Counts a call in each of its buckets, in one statement, so that parallel calls are all seen. A window begins with
 * the first call in it and has a fixed length; a call beyond the limit is counted as well.
 */
export async function countRequest(
  tx: Transaction,
  buckets: readonly RateLimitBucket[],
  limits: RateLimits,
  now: Date,
): Promise<RateLimitCount[]> {
  const keyOf = ({ name, subject }: RateLimitBucket) => `${name}:${subject}`;
  // In one order, so that two callers never wait for each other.
  const sorted = buckets.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const isOver = sql`${rateLimits.windowEndsAt} <= ${now.toISOString()}::timestamptz`;
  const rows = await tx
    .insert(rateLimits)
    .values(
      sorted.map((bucket) => ({
        bucket: keyOf(bucket),
        hits: 1,
        windowEndsAt: new Date(now.getTime() + limits[bucket.name].windowSeconds * 1000),
      })),
    )
    .onConflictDoUpdate({
      target: rateLimits.bucket,
      set: {
        hits: sql`case when ${isOver} then 1 else ${rateLimits.hits} + 1 end`,
        windowEndsAt: sql`case when ${isOver} then excluded.window_ends_at else ${rateLimits.windowEndsAt} end`,
      },
    })
    .returning();
  const found = new Map(rows.map((row) => [row.bucket, row]));
  return buckets.flatMap((bucket) => {
    const row = found.get(keyOf(bucket));
    if (row === undefined) return [];
    const { limit, windowSeconds } = limits[bucket.name];
    const resetSeconds = Math.max(1, Math.ceil((row.windowEndsAt.getTime() - now.getTime()) / 1000));
    const remaining = Math.max(0, limit - row.hits);
    return [
      { name: bucket.name, limit, windowSeconds, remaining, resetSeconds, isExceeded: row.hits > limit },
    ];
  });
}
