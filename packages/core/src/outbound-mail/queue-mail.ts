import type { MailKind } from '@elenchus/contracts/outbound-mail/mail-message';
import type { Transaction } from '@elenchus/db/database';
import { outboundMails } from '@elenchus/db/schema/outbound-mails';
import type { TenantContext } from '../platform/context.ts';
import type { Letter } from './templates/compose-letter.ts';

/** A message that did not get onto the queue, or was lost with it, is looked for after so long. */
const patienceMs = 120_000;
/** Within a day the provider recognises a repeat by its key; a mail that old is not sent any more. */
const longestLifeMs = 23 * 3_600_000;

export interface NewMail {
  readonly kind: MailKind;
  readonly to: string;
  /** As a template makes it. */
  readonly letter: Letter;
  /** When what it says is out of date, such as its link; after a day it is not sent in any case. */
  readonly expiresAt?: Date;
}

/**
 * Writes a mail into the caller's transaction, so that it is sent if and only if that is committed; answers its
 * id. After the commit give the id to `dispatchMail`.
 */
export async function queueMail(ctx: TenantContext<never>, tx: Transaction, mail: NewMail): Promise<string> {
  const id = ctx.newId();
  const createdAt = ctx.clock();
  const latest = createdAt.getTime() + longestLifeMs;
  await tx.insert(outboundMails).values({
    id,
    organizationId: ctx.organizationId,
    kind: mail.kind,
    recipient: mail.to,
    subject: mail.letter.subject,
    bodyText: mail.letter.text,
    bodyHtml: mail.letter.html,
    createdAt,
    dueAt: new Date(createdAt.getTime() + patienceMs),
    expiresAt: new Date(Math.min(mail.expiresAt?.getTime() ?? latest, latest)),
  });
  return id;
}
