import { createHash } from 'node:crypto';
import type { EmailHeader as EmailModel } from '@elenchus/contracts/documents/models';
import { threadRoot } from '../mail/thread-root.ts';
import type { EmailHeader } from '../parsing/parser-port.ts';

/**
 * An e-mail's header as a document shows it. Messages that descend from one root share `threadId`, which names
 * the root within the organization only.
 */
export function describeEmail(organizationId: string, header: EmailHeader): EmailModel {
  const root = threadRoot(header);
  const { messageId, from, to, cc, subject, sentAt } = header;
  return {
    messageId,
    threadId: root === null ? null : threadId(organizationId, root),
    from,
    to: [...to],
    cc: [...cc],
    subject,
    sentAt,
  };
}

function threadId(organizationId: string, root: string): string {
  return createHash('sha256').update(`${organizationId}\n${root}`).digest('hex').slice(0, 32);
}
