import type { MailMessage } from '@elenchus/contracts/outbound-mail/mail-message';

/** The queue `mail`: what is put on it is sent soon, by somebody else. */
export interface MailQueue {
  enqueue(message: MailMessage): Promise<void>;
}
