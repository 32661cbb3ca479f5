import { outboundMails } from '@elenchus/db/schema/outbound-mails';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq } from 'drizzle-orm';
import type { TenantContext } from '../platform/context.ts';

export type MailOutcome = { readonly providerId: string } | { readonly failureCode: string };

/** Notes what became of a mail that waits, and forgets its words: they hold links with tokens. */
export async function closeMail(
  ctx: TenantContext<'db'>,
  mailId: string,
  outcome: MailOutcome,
): Promise<void> {
  const end =
    'providerId' in outcome
      ? ({ state: 'sent', sentAt: ctx.clock(), ...outcome } as const)
      : ({ state: 'failed', ...outcome } as const);
  const closed = await withTenant(ctx, (tx) =>
    tx
      .update(outboundMails)
      .set({ ...end, bodyText: null, bodyHtml: null })
      .where(and(eq(outboundMails.id, mailId), eq(outboundMails.state, 'queued')))
      .returning({ id: outboundMails.id }),
  );
  if (closed.length === 0) return;
  if ('providerId' in outcome) ctx.logger.info('mail.sent', { mailId });
  else ctx.logger.error('mail.failed', { mailId, code: outcome.failureCode });
}
