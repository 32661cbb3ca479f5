import { createHash } from 'node:crypto';
import type { EmailHeader as EmailModel } from '@elenchus/contracts/documents/models';
import { threadRoot } from '../mail/thread-root.ts';
import type { EmailHeader } from '../parsing/parser-port.ts';
import { storableText, storableTime } from '../platform/storable-text.ts';

const mostAddresses = 1000;

/**
 * An e-mail's header as a document shows it. Messages that descend from one root share `threadId`, which names
 * the root within the organization only.
 */
export function describeEmail(organizationId: string, header: EmailHeader): EmailModel {
  const root = threadRoot(header);
  return {
    messageId: optional(header.messageId),
    threadId: root === null ? null : threadId(organizationId, root),
    from: optional(header.from),
    to: addresses(header.to),
    cc: addresses(header.cc),
    subject: optional(header.subject),
    sentAt: storableTime(header.sentAt),
  };
}

function optional(text: string | null): string | null {
  return text === null ? null : storableText(text);
}

function addresses(list: readonly string[]): string[] {
  return list.slice(0, mostAddresses).map((address) => storableText(address));
}

function threadId(organizationId: string, root: string): string {
  return createHash('sha256').update(`${organizationId}\n${root}`).digest('hex').slice(0, 32);
}
