import { type UserRow, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import { dispatchMail } from '../outbound-mail/dispatch-mail.ts';
import type { UserContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { hashPassword, verifyPassword } from './hash-password.ts';
import { replacePassword } from './replace-password.ts';
import { countAttempt, forgiveAttempts } from './sign-in-attempts.ts';

type Context = UserContext<'db' | 'mailQueue'>;

/**
 * Changes the password of who calls; all other sessions end. A wrong current password counts as a failed sign-in.
 * Throws `invalid_credentials`, `locked_out`, and `conflict` for a user who has no password.
 */
export async function changePassword(call: {
  readonly ctx: Context;
  readonly input: { readonly currentPassword: string; readonly newPassword: string };
}): Promise<void> {
  const { ctx, input } = call;
  const user = await readUser(ctx);
  if (user.passwordHash === null) {
    throw new ProblemError(
      'conflict',
      'This account has no password yet: it signs in with Google. Ask for a mail to set one ("forgotten password").',
    );
  }
  await countAttempt(ctx, user.email);
  if (!(await verifyPassword(input.currentPassword, user.passwordHash))) {
    await recordFailure(ctx);
    throw new ProblemError('invalid_credentials', 'The current password is not right.');
  }
  await forgiveAttempts(ctx, user.email);
  const passwordHash = await hashPassword(input.newPassword);
  const mailId = await withTenant(ctx, async (tx) => {
    const keptSessionId = ctx.actor.sessionId;
    const queued = await replacePassword(ctx, tx, { user, passwordHash, keptSessionId });
    if (queued === undefined) {
      throw new ProblemError('invalid_credentials', 'The password was changed meanwhile.');
    }
    await recordAudit(ctx, tx, {
      action: 'user.password_changed',
      resource: { type: 'user', id: user.id },
    });
    return queued;
  });
  await dispatchMail(ctx, mailId);
}

async function readUser({ ports, actor }: Context): Promise<UserRow> {
  // Tenants' transactions do not see hashes.
  const [user] = await withAuth({ ports }, (tx) => tx.select().from(users).where(eq(users.id, actor.id)));
  if (!user) throw new ProblemError('unauthenticated', 'The account is not there any more.');
  return user;
}

/** Not an effect of the request: with the same `Idempotency-Key` the right password is looked at. */
async function recordFailure(ctx: Context): Promise<void> {
  const scope = { ...ctx, beforeCommit: undefined };
  await withTenant(scope, (tx) =>
    recordAudit(scope, tx, {
      action: 'user.password_change_failed',
      resource: { type: 'user', id: ctx.actor.id },
      details: { reason: 'invalid_credentials' },
    }),
  );
}
