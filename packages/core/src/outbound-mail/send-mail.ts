import type { MailMessage } from '@elenchus/contracts/outbound-mail/mail-message';
import { type OutboundMailRow, outboundMails } from '@elenchus/db/schema/outbound-mails';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq, sql } from 'drizzle-orm';
import type { ServiceContext, TenantContext } from '../platform/context.ts';
import { closeMail } from './close-mail.ts';
import { type Mail, MailRefusedError, MailUnavailableError } from './mail-sender-port.ts';

/**
 * Sends a mail that waits; one that was sent, given up or deleted is left alone. Safe to repeat and beside
 * itself: the provider knows a repeat by the mail's id, and one too old to be known is not sent.
 * @throws MailUnavailableError when it has to be tried again
 */
export async function sendMail(call: {
  readonly ctx: ServiceContext<'db' | 'mailSender'>;
  readonly input: MailMessage;
}): Promise<void> {
  const { organizationId, mailId } = call.input;
  const ctx = { ...call.ctx, organizationId };
  const row = await takeMail(ctx, mailId);
  if (row === undefined) return;
  if (row.expiresAt <= ctx.clock()) return closeMail(ctx, mailId, { failureCode: 'expired' });
  try {
    const { providerId } = await ctx.ports.mailSender.send(mailOf(row));
    await closeMail(ctx, mailId, { providerId });
  } catch (error) {
    if (error instanceof MailUnavailableError) {
      const { code, retryAfterMs } = error;
      ctx.logger.warn('mail.deferred', { mailId, code, retryAfterMs, attempt: row.attempts });
    }
    if (!(error instanceof MailRefusedError)) throw error;
    await closeMail(ctx, mailId, { failureCode: error.code });
  }
}

/** Counts the attempt before it is made, so that one that kills the process is counted too. */
async function takeMail(ctx: TenantContext<'db'>, mailId: string): Promise<OutboundMailRow | undefined> {
  const [row] = await withTenant(ctx, (tx) =>
    tx
      .update(outboundMails)
      .set({ attempts: sql`${outboundMails.attempts} + 1` })
      .where(and(eq(outboundMails.id, mailId), eq(outboundMails.state, 'queued')))
      .returning(),
  );
  return row;
}

function mailOf(row: OutboundMailRow): Mail {
  return {
    id: row.id,
    kind: row.kind,
    to: row.recipient,
    subject: row.subject,
    text: row.bodyText ?? '',
    html: row.bodyHtml ?? '',
    createdAt: row.createdAt,
  };
}
