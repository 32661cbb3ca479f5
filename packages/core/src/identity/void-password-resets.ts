import type { Transaction } from '@elenchus/db/database';
import { passwordResets } from '@elenchus/db/schema/identity';
import { and, eq, isNull } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';

/** Makes the links for a new password that a user was mailed so far worthless. The user's row is locked by the caller. */
export async function voidPasswordResets(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  userId: string,
): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ usedAt: ctx.clock() })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
}
