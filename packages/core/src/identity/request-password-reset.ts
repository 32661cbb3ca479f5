import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from '@elenchus/db/database';
import { organizations, passwordResets, type UserRow, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { and, eq, gt } from 'drizzle-orm';
import { noOrganization, recordAudit } from '../audit/record-audit.ts';
import { dispatchMail } from '../outbound-mail/dispatch-mail.ts';
import { queueMail } from '../outbound-mail/queue-mail.ts';
import { passwordResetMail } from '../outbound-mail/templates/password-reset-mail.ts';
import type { ServiceContext, TenantContext } from '../platform/context.ts';
import { lockUser } from './lock-user.ts';
import { hashMailedToken, newMailedToken } from './mailed-token.ts';
import { voidPasswordResets } from './void-password-resets.ts';

const lifeMs = 3_600_000;
/** So many mails an hour go to one user; with more of them anybody could fill a mailbox. */
const mostMails = 5;
/** No answer comes sooner, so that its time does not tell whether a mail was written. */
const shortestAnswerMs = 300;

type Context = ServiceContext<'db' | 'identity' | 'mailQueue'>;

/**
 * Mails a link that sets a new password to whom the address belongs; the link of an earlier mail is worthless then. For
 * an address that is unknown, or of somebody who may not sign in, it does the same but writes no mail.
 */
export async function requestPasswordReset(call: {
  readonly ctx: Context;
  readonly input: { readonly email: string };
}): Promise<void> {
  await Promise.all([request(call.ctx, call.input.email), delay(shortestAnswerMs)]);
}

async function request(ctx: Context, email: string): Promise<void> {
  const [found] = await withAuth(ctx, (tx) =>
    tx
      .select({ user: users, isOpen: organizations.isActive })
      .from(users)
      .innerJoin(organizations, eq(organizations.id, users.organizationId))
      .where(eq(users.email, email)),
  );
  const tenant = { ...ctx, organizationId: found?.user.organizationId ?? noOrganization };
  const mailId = await withTenant(tenant, async (tx) => {
    const queued = found?.isOpen && found.user.isActive ? await queueLink(tenant, tx, found.user) : undefined;
    await recordAudit(tenant, tx, {
      action: 'user.password_reset_requested',
      actor: { type: 'anonymous', id: null },
      ...(found && { resource: { type: 'user', id: found.user.id } }),
      details: { isMailed: queued !== undefined },
    });
    return queued;
  });
  // Who sends mails leaves an id alone that there is no mail of.
  await dispatchMail(tenant, mailId ?? ctx.newId());
}

async function queueLink(
  ctx: TenantContext<'db' | 'identity'>,
  tx: Transaction,
  { id: userId, email: to }: UserRow,
): Promise<string | undefined> {
  // Of two requests at once the link of one is left.
  await lockUser(tx, userId);
  const now = ctx.clock();
  const mailed = await tx.$count(
    passwordResets,
    and(eq(passwordResets.userId, userId), gt(passwordResets.createdAt, new Date(now.getTime() - 3_600_000))),
  );
  if (mailed >= mostMails) return undefined;
  await voidPasswordResets(ctx, tx, userId);
  const token = newMailedToken();
  const expiresAt = new Date(now.getTime() + lifeMs);
  await tx.insert(passwordResets).values({
    tokenHash: hashMailedToken(token),
    organizationId: ctx.organizationId,
    userId,
    expiresAt,
    createdAt: now,
  });
  const link = `${ctx.ports.identity.publicUrl}/app/reset-password?token=${token}`;
  const letter = passwordResetMail({ link, expiresAt });
  return queueMail(ctx, tx, { kind: 'password-reset', to, letter, expiresAt });
}
