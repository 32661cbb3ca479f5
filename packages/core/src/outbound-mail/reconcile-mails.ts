import { type OutboundMailRow, outboundMails } from '@elenchus/db/schema/outbound-mails';
import { withJobs } from '@elenchus/db/tenant';
import { and, asc, eq, gt, lt } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { closeMail } from './close-mail.ts';

type Context = ServiceContext<'db' | 'mailQueue'>;
type Waiting = Pick<OutboundMailRow, 'id' | 'organizationId' | 'attempts' | 'createdAt'>;

/** A mail that waits so long may have lost its message; doubled with each attempt, since those come again by themselves. */
const quietMs = 120_000;
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
        const error = result.reason instanceof Error ? result.reason.constructor.name : 'unknown';
        ctx.logger.error('reconciler.failed', { error });
      }
    }
    page = await findWaiting(ctx, page.at(-1)?.id ?? null);
  }
}

function findWaiting(ctx: Context, after: string | null): Promise<Waiting[]> {
  const { id, organizationId, attempts, createdAt, state } = outboundMails;
  return withJobs(ctx, (tx) =>
    tx
      .select({ id, organizationId, attempts, createdAt })
      .from(outboundMails)
      .where(
        and(
          eq(state, 'queued'),
          lt(createdAt, new Date(ctx.clock().getTime() - quietMs)),
          after === null ? undefined : gt(id, after),
        ),
      )
      .orderBy(asc(id))
      .limit(pageSize),
  );
}

async function reconcile(ctx: Context, mail: Waiting): Promise<void> {
  const { id: mailId, organizationId } = mail;
  const waitedMs = ctx.clock().getTime() - mail.createdAt.getTime();
  if (waitedMs >= longestWaitMs) {
    return closeMail({ ...ctx, organizationId }, mailId, { failureCode: 'expired' });
  }
  if (waitedMs < quietMs * 2 ** mail.attempts) return;
  await ctx.ports.mailQueue.enqueue({ organizationId, mailId });
}
