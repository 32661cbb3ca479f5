import { createHash } from 'node:crypto';
import { signInFailures, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { eq, sql } from 'drizzle-orm';
import { noOrganization, recordAudit } from '../audit/record-audit.ts';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';

/** A3: so many failures within the window lock an address out for as long again. */
const mostFailures = 10;
const windowMs = 15 * 60_000;

type Context = ServiceContext<'db'>;

/**
 * Counts a sign-in with an address as failed before its password is looked at, so that of many at once no more than
 * the limit are checked; `forgiveAttempts` takes that back. Registered or not makes no difference. Throws `locked_out`.
 */
export async function countAttempt(ctx: Context, email: string): Promise<void> {
  const now = ctx.clock();
  const at = sql`${now.toISOString()}::timestamptz`;
  const later = new Date(now.getTime() + windowMs);
  const { failures, windowStartedAt, lockedUntil } = signInFailures;
  const isLocked = sql`(${lockedUntil} is not null and ${lockedUntil} > ${at})`;
  // A new window begins when the old one, or the lock that ended it, is over.
  const isNew = sql`(${lockedUntil} is not null or ${windowStartedAt} <= ${at} - interval '15 minutes')`;
  const next = sql`case when ${isNew} then 1 else ${failures} + 1 end`;
  const [row] = await withAuth(ctx, (tx) =>
    tx
      .insert(signInFailures)
      .values({ addressHash: hashAddress(email), failures: 1, windowStartedAt: now, lockedUntil: null })
      .onConflictDoUpdate({
        target: signInFailures.addressHash,
        set: {
          // The one after the last that is allowed begins the lock, and is refused by it.
          failures: next,
          windowStartedAt: sql`case when ${isLocked} or not ${isNew} then ${windowStartedAt} else ${at} end`,
          lockedUntil: sql`case when ${isLocked} then ${lockedUntil}
            when (${next}) > ${mostFailures} then ${later.toISOString()}::timestamptz end`,
        },
      })
      .returning(),
  );
  if (!row?.lockedUntil || row.lockedUntil <= now) return;
  if (row.failures === mostFailures + 1) await recordLockOut(ctx, email);
  const retryAfterSeconds = Math.ceil((row.lockedUntil.getTime() - now.getTime()) / 1000);
  throw new ProblemError(
    'locked_out',
    `Too many sign-ins with this address failed. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes, or reset the password.`,
    { retryAfterSeconds },
  );
}

/** Forgets the failures of an address whose password was right. */
export async function forgiveAttempts(ctx: Context, email: string): Promise<void> {
  await withAuth(ctx, (tx) =>
    tx.delete(signInFailures).where(eq(signInFailures.addressHash, hashAddress(email))),
  );
}

/** One entry for each lock, however many are refused by it. */
async function recordLockOut(ctx: Context, email: string): Promise<void> {
  const [user] = await withAuth(ctx, (tx) =>
    tx
      .select({ id: users.id, organizationId: users.organizationId })
      .from(users)
      .where(eq(users.email, email)),
  );
  const tenant = { ...ctx, organizationId: user?.organizationId ?? noOrganization, beforeCommit: undefined };
  await withTenant(tenant, (tx) =>
    recordAudit(tenant, tx, {
      action: 'user.locked_out',
      actor: { type: 'anonymous', id: null },
      ...(user && { resource: { type: 'user', id: user.id } }),
    }),
  );
}

function hashAddress(email: string): Uint8Array {
  return createHash('sha256').update(email).digest();
}
