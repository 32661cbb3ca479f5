import { type OutboundMailRow, outboundMails } from '@elenchus/db/schema/outbound-mails';
import { withJobs, withTenant } from '@elenchus/db/tenant';
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { faultName } from '../platform/fault-name.ts';
import { closeMail } from './close-mail.ts';

type Context = ServiceContext<'db' | 'mailQueue'>;
type Waiting = Pick<OutboundMailRow, 'id' | 'organizationId' | 'createdAt'>;

/** Longer than the queue tries a message by itself, so that few of them are for one mail. */
const againMs = 30 * 60_000;
/** After a day no mail is sent any more (`queueMail`), and one that nobody takes from the queue is given up. */
const longestWaitMs = 24 * 3_600_000;
const pageSize = 500;
const atOnce = 10;

/** Puts mails that still wait onto the queue again, and gives up those that waited too long. Safe at any time, and beside itself. */
export async function reconcileMails({ ctx }: { readonly ctx: Context }): Promise<void> {
  let page = await findWaiting(ctx, null);
  while (page.length > 0) {
    for (let at = 0; at < page.length; at += atOnce) {
      const results = await Promise.allSettled(
        page.slice(at, at + atOnce).map((mail) => reconcile(ctx, mail)),
      );
      // One that cannot be helped must not keep the others waiting.
      for (const result of results) {
        if (result.status === 'fulfilled') continue;
        const error = faultName(result.reason);
        ctx.logger.error('reconciler.failed', { error });
      }
    }
    page = await findWaiting(ctx, page.at(-1)?.id ?? null);
  }
}

function findWaiting(ctx: Context, after: string | null): Promise<Waiting[]> {
  const { id, organizationId, createdAt, dueAt, state } = outboundMails;
  return withJobs(ctx, (tx) =>
    tx
      .select({ id, organizationId, createdAt })
      .from(outboundMails)
      .where(and(eq(state, 'queued'), lte(dueAt, ctx.clock()), after === null ? undefined : gt(id, after)))
      .orderBy(asc(id))
      .limit(pageSize),
  );
}

async function reconcile(ctx: Context, mail: Waiting): Promise<void> {
  const { id: mailId, organizationId } = mail;
  const scope = { ...ctx, organizationId };
  const nowMs = ctx.clock().getTime();
  if (nowMs - mail.createdAt.getTime() >= longestWaitMs) {
    return closeMail(scope, mailId, { failureCode: 'expired' });
  }
  await ctx.ports.mailQueue.enqueue({ organizationId, mailId });
  await withTenant(scope, (tx) =>
    tx
      .update(outboundMails)
      .set({ dueAt: new Date(nowMs + againMs) })
      .where(eq(outboundMails.id, mailId)),
  );
}
