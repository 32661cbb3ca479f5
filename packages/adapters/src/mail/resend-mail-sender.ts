import { setTimeout } from 'node:timers/promises';
import {
  type Mail,
  MailRefusedError,
  type MailSender,
  MailUnavailableError,
} from '@elenchus/core/outbound-mail/mail-sender-port';
import { Resend } from 'resend';
import { resendFault } from './resend-fault.ts';

/** All of a call, waiting included; the package itself waits for ever. */
const deadlineMs = 10_000;
/** Resend counts calls a second, so a short wait is ordinary and cheaper than the queue's. */
const longestPauseMs = 2_000;
const longestPauses = 3;

export interface ResendSettings {
  readonly apiKey: string;
  /** Resend's own when left out. */
  readonly baseUrl?: string | undefined;
  /** Such as `Elenchus <mail@example.com>`; its domain has to be verified at Resend. */
  readonly from: string;
}

interface Timing {
  readonly deadlineMs: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const realTime: Timing = {
  deadlineMs,
  wait: (ms, signal) => setTimeout(ms, undefined, { signal }),
};

/** Sends through Resend; the mail's id is the idempotency key, which Resend remembers for a day. */
export class ResendMailSender implements MailSender {
  readonly #resend: Resend;
  readonly #from: string;
  readonly #timing: Timing;

  constructor({ apiKey, baseUrl, from }: ResendSettings, timing: Timing = realTime) {
    // Given in any case, or the package would read its variables from the environment.
    this.#resend = new Resend(apiKey, { baseUrl: baseUrl ?? 'https://api.resend.com' });
    this.#from = from;
    this.#timing = timing;
  }

  async send(mail: Mail): Promise<{ readonly providerId: string }> {
    const signal = AbortSignal.timeout(this.#timing.deadlineMs);
    for (let pauses = 0; ; pauses += 1) {
      const answer = await this.#post(mail, signal);
      if (!(answer instanceof Error)) return answer;
      if (answer instanceof MailRefusedError || pauses === longestPauses) throw answer;
      const { retryAfterMs } = answer;
      if (retryAfterMs === undefined || retryAfterMs > longestPauseMs) throw answer;
      await this.#timing.wait(retryAfterMs, signal).catch(() => {
        throw answer;
      });
    }
  }

  async #post(mail: Mail, signal: AbortSignal) {
    const { data, error, headers } = await this.#resend.emails.send(
      {
        from: this.#from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        tags: [{ name: 'kind', value: mail.kind }],
      },
      { idempotencyKey: mail.id, signal },
    );
    if (typeof data?.id === 'string' && data.id !== '') return { providerId: data.id };
    // The package answers with an error of its own when the call was cut off.
    if (signal.aborted) return new MailUnavailableError('timeout');
    return error
      ? resendFault(error, headers?.['retry-after'])
      : new MailUnavailableError('malformed_answer');
  }
}
