import { organizations, passwordResets, type UserRow, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import { dispatchMail } from '../outbound-mail/dispatch-mail.ts';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { hashPassword } from './hash-password.ts';
import { lockUser } from './lock-user.ts';
import { hashMailedToken } from './mailed-token.ts';
import { replacePassword } from './replace-password.ts';
import { forgiveAttempts } from './sign-in-attempts.ts';

type Context = ServiceContext<'db' | 'mailQueue'>;

/**
 * Sets a new password with the token of a mail, once; all sessions end, and failed sign-ins are forgiven. Throws
 * `token_invalid`.
 */
export async function resetPassword(call: {
  readonly ctx: Context;
  readonly input: { readonly token: string; readonly newPassword: string };
}): Promise<void> {
  const { ctx, input } = call;
  const tokenHash = hashMailedToken(input.token);
  const user = await findUser(ctx, tokenHash);
  const passwordHash = await hashPassword(input.newPassword);
  const tenant = { ...ctx, organizationId: user.organizationId };
  const mailId = await withTenant(tenant, async (tx) => {
    await lockUser(tx, user.id);
    const spent = await tx
      .update(passwordResets)
      .set({ usedAt: ctx.clock() })
      .where(and(eq(passwordResets.tokenHash, tokenHash), isNull(passwordResets.usedAt)))
      .returning({ tokenHash: passwordResets.tokenHash });
    if (spent.length === 0) refuse();
    const queued = await replacePassword(tenant, tx, { user, passwordHash });
    if (queued === undefined) refuse();
    await recordAudit(tenant, tx, {
      action: 'user.password_reset',
      actor: { type: 'user', id: user.id },
      resource: { type: 'user', id: user.id },
    });
    return queued;
  });
  await forgiveAttempts(ctx, user.email);
  await dispatchMail(tenant, mailId);
}

/** Who a token was mailed to. Throws `token_invalid`, also when that one may not sign in. */
async function findUser(ctx: Context, tokenHash: Uint8Array): Promise<UserRow> {
  const [found] = await withAuth(ctx, (tx) =>
    tx
      .select({ user: users })
      .from(passwordResets)
      .innerJoin(users, eq(users.id, passwordResets.userId))
      .innerJoin(organizations, eq(organizations.id, users.organizationId))
      .where(
        and(
          eq(passwordResets.tokenHash, tokenHash),
          isNull(passwordResets.usedAt),
          gt(passwordResets.expiresAt, ctx.clock()),
          eq(users.isActive, true),
          eq(organizations.isActive, true),
        ),
      ),
  );
  return found?.user ?? refuse();
}

function refuse(): never {
  throw new ProblemError(
    'token_invalid',
    'The link was used, has expired, or a newer one was mailed. Ask for a new one.',
  );
}
