import type { MailKind } from '@elenchus/contracts/outbound-mail/mail-message';

/** A mail ready to go; who it is from is a setting of the sender. */
export interface Mail {
  /** Also the key under which the provider recognises a repeat. */
  readonly id: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly createdAt: Date;
}

/** What hands mails to the outside. */
export interface MailSender {
  /**
   * Sends a mail; one that was sent before is not sent again and answers as it did then.
   * @throws MailRefusedError, MailUnavailableError
   */
  send(mail: Mail): Promise<{ readonly providerId: string }>;
}

/** The provider will never take this mail. */
export class MailRefusedError extends Error {
  /** The provider's name for the reason; no word of the mail. */
  readonly code: string;

  constructor(code: string) {
    super(`The mail was refused: ${code}.`);
    this.name = 'MailRefusedError';
    this.code = code;
  }
}

/** The mail could not be sent now; the same call may succeed later. */
export class MailUnavailableError extends Error {
  readonly code: string;
  /** How long the provider asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, retryAfterMs?: number) {
    super(`The mail could not be sent now: ${code}.`);
    this.name = 'MailUnavailableError';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
