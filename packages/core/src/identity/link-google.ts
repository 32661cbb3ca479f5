import type { Transaction } from '@elenchus/db/database';
import { invitations, type UserRow, users } from '@elenchus/db/schema/identity';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { AuditRecord } from '../audit/record-audit.ts';
import type { TenantContext } from '../platform/context.ts';
import { endSessions } from './end-sessions.ts';
import { type VisibleUser, visibleUserColumns } from './present-user.ts';
import { revokeKeysOf } from './revoke-keys-of.ts';

export interface GoogleLink {
  readonly user: VisibleUser;
  readonly isPasswordRemoved: boolean;
  /** For the end of the transaction. */
  readonly records: readonly AuditRecord[];
}

/**
 * Links a user with a Google account that has the user's verified address. Registration proves no address, so somebody
 * else may have registered it and wait for its owner: unless the account was made with a mailed invitation, all that
 * opens it besides Google ends with the link. A new password can be set by the mail for a forgotten one.
 */
export async function linkGoogle(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  user: UserRow,
  googleSubject: string,
): Promise<GoogleLink> {
  const isProven = await wasInvited(tx, user);
  const [linked] = await tx
    .update(users)
    .set({
      googleSubject,
      version: user.version + 1,
      updatedAt: ctx.clock(),
      ...(!isProven && { passwordHash: null, passwordVersion: user.passwordVersion + 1 }),
    })
    .where(eq(users.id, user.id))
    .returning(visibleUserColumns);
  if (linked === undefined) throw new Error('a user is gone in the middle of a transaction');
  const isPasswordRemoved = !isProven && user.passwordHash !== null;
  if (!isProven) await endSessions(ctx, tx, user.id);
  const revokedKeys = isProven ? [] : await revokeKeysOf(ctx, tx, user.id, 'google_linked');
  return {
    user: linked,
    isPasswordRemoved,
    records: [
      {
        action: 'user.google_linked',
        resource: { type: 'user', id: user.id },
        details: { passwordRemoved: isPasswordRemoved, sessionsEnded: !isProven },
      },
      ...revokedKeys,
    ],
  };
}

/** Whether the account has come of an invitation: then its address was proven before it was made. */
async function wasInvited(tx: Transaction, { email }: UserRow): Promise<boolean> {
  const accepted = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.email, email), isNotNull(invitations.acceptedAt)))
    .limit(1);
  return accepted.length > 0;
}
