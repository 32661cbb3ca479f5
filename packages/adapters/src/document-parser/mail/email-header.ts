import type { EmailHeader } from '@elenchus/core/parsing/parser-port';
import type { HeaderFields } from './header-fields.ts';
import { parseAddresses } from './mail-addresses.ts';
import { parseMailDate } from './mail-date.ts';

/** More identifiers are left out; the first one, the root of the thread, is kept. */
const MAX_REFERENCES = 1000;

/** What the header of an e-mail says. */
export interface MailHeader {
  readonly email: EmailHeader;
  readonly bcc: readonly string[];
  /** The date as the sender wrote it. */
  readonly date: string | null;
}

/** Reads the fields of RFC 5322 (resent and sender fields only where the original ones are missing). */
export function readMailHeader(fields: HeaderFields): MailHeader {
  const date = fields.text('date') ?? fields.text('resent-date') ?? null;
  const from = [fields.rawList('from'), fields.raw('sender') ?? '', fields.raw('resent-from') ?? '']
    .map(parseAddresses)
    .find((mailboxes) => mailboxes.length > 0);
  const email: EmailHeader = {
    messageId: messageIds(fields.raw('message-id'))[0] ?? null,
    inReplyTo: messageIds(fields.raw('in-reply-to'))[0] ?? null,
    references: messageIds(fields.raw('references')),
    from: from?.join(', ') ?? null,
    to: parseAddresses(fields.rawList('to')),
    cc: parseAddresses(fields.rawList('cc')),
    subject: fields.text('subject') ?? null,
    sentAt: date === null ? null : parseMailDate(date),
  };
  return { email, bcc: parseAddresses(fields.rawList('bcc')), date };
}

/** Identifiers stand in angle brackets; where there are none, each word is taken for one. */
function messageIds(raw: string | undefined): string[] {
  const text = (raw ?? '').slice(0, 500_000);
  const bracketed = [...text.matchAll(/<([^<>]{1,1000})>/g)].map(([, id = '']) => id.replace(/\s+/g, ''));
  const ids = bracketed.length > 0 ? bracketed : text.split(/\s+/).filter((word) => word.includes('@'));
  return [...new Set(ids.filter((id) => id !== ''))].slice(0, MAX_REFERENCES);
}
