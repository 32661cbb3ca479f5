import type { TenantContext } from '../platform/context.ts';
import { faultName } from '../platform/fault-name.ts';

/**
 * Has a mail sent whose transaction is committed. Never throws: what asked for the mail is done, and the
 * reconciler finds a mail that did not get onto the queue.
 */
export async function dispatchMail(ctx: TenantContext<'mailQueue'>, mailId: string): Promise<void> {
  try {
    await ctx.ports.mailQueue.enqueue({ organizationId: ctx.organizationId, mailId });
  } catch (error) {
    const name = faultName(error);
    ctx.logger.warn('mail.undispatched', { mailId, error: name });
  }
}
