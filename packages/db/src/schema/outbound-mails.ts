import type { MailKind } from '@elenchus/contracts/outbound-mail/mail-message';
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const outboundMails = pgTable('outbound_mails', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  kind: text('kind').$type<MailKind>().notNull(),
  recipient: text('recipient').notNull(),
  subject: text('subject').notNull(),
  bodyText: text('body_text'),
  bodyHtml: text('body_html'),
  state: text('state').$type<'queued' | 'sent' | 'failed'>().notNull().default('queued'),
  attempts: integer('attempts').notNull().default(0),
  providerId: text('provider_id'),
  failureCode: text('failure_code'),
  createdAt: time('created_at').notNull(),
  dueAt: time('due_at').notNull(),
  expiresAt: time('expires_at').notNull(),
  sentAt: time('sent_at'),
});
export type OutboundMailRow = typeof outboundMails.$inferSelect;
