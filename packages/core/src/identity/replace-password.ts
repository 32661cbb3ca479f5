import type { Transaction } from '@elenchus/db/database';
import { type UserRow, users } from '@elenchus/db/schema/identity';
import { and, eq } from 'drizzle-orm';
import { queueMail } from '../outbound-mail/queue-mail.ts';
import { passwordChangedMail } from '../outbound-mail/templates/password-changed-mail.ts';
import type { TenantContext } from '../platform/context.ts';
import { endSessions } from './end-sessions.ts';
import { voidPasswordResets } from './void-password-resets.ts';

export interface PasswordReplacement {
  /** The user as read when the old password, or what stands for it, was checked. */
  readonly user: Pick<UserRow, 'id' | 'email' | 'passwordVersion'>;
  readonly passwordHash: string;
  /** The session that goes on; all others end. */
  readonly keptSessionId?: string;
}

/**
 * Sets a password, ends the user's sessions, makes links that were mailed before worthless and tells the user. Answers
 * the mail to dispatch after the commit; undefined, and nothing is changed, when the password was changed meanwhile.
 */
export async function replacePassword(
  ctx: TenantContext<'db'>,
  tx: Transaction,
  { user, passwordHash, keptSessionId }: PasswordReplacement,
): Promise<string | undefined> {
  const { id, email, passwordVersion } = user;
  // Before the sessions, so that a sign-in that runs beside this either is among those that end or fails.
  const changed = await tx
    .update(users)
    .set({ passwordHash, passwordVersion: passwordVersion + 1 })
    .where(and(eq(users.id, id), eq(users.passwordVersion, passwordVersion)))
    .returning({ id: users.id });
  if (changed.length === 0) return undefined;
  await voidPasswordResets(ctx, tx, id);
  await endSessions(ctx, tx, id, keptSessionId);
  return queueMail(ctx, tx, { kind: 'password-changed', to: email, letter: passwordChangedMail() });
}
