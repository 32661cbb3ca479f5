import type { TenantContext } from '../platform/context.ts';

/**
 * Has a mail sent whose transaction is committed. Never throws: what asked for the mail is done, and the
 * reconciler finds a mail that did not get onto the queue.
 */
export async function dispatchMail(ctx: TenantContext<'mailQueue'>, mailId: string): Promise<void> {
  try {
    await ctx.ports.mailQueue.enqueue({ organizationId: ctx.organizationId, mailId });
  } catch (error) {
    const name = error instanceof Error ? error.constructor.name : 'unknown';
    ctx.logger.warn('mail.undispatched', { mailId, error: name });
  }
}
