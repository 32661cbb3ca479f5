import type { EmailHeader } from '../parsing/parser-port.ts';

/**
 * The identifier of the message that opened the thread, as far as this one knows it: the first of its
 * references (RFC 5322, 3.6.4), else what it answers, else itself.
 */
export function threadRoot(header: EmailHeader): string | null {
  return header.references[0] ?? header.inReplyTo ?? header.messageId;
}
