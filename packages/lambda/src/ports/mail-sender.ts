import { OutboxMailSender } from '@elenchus/adapters/mail/outbox-mail-sender';
import { ResendMailSender } from '@elenchus/adapters/mail/resend-mail-sender';
import { mailFrom } from '@elenchus/contracts/outbound-mail/mail-from';
import { type MailSender, MailUnavailableError } from '@elenchus/core/outbound-mail/mail-sender-port';
import * as z from 'zod';
import { type Environment, readEnvironment } from '../env.ts';
import { readSecret } from './read-secret.ts';

const schema = z.discriminatedUnion('MAIL_PROVIDER', [
  z
    .object({
      MAIL_PROVIDER: z.literal('resend'),
      MAIL_FROM: mailFrom,
      RESEND_API_KEY: z.string().min(1).optional(),
      RESEND_SECRET_ARN: z.string().min(1).optional(),
      RESEND_BASE_URL: z.url().optional(),
    })
    .refine((values) => values.RESEND_API_KEY !== undefined || values.RESEND_SECRET_ARN !== undefined, {
      path: ['RESEND_API_KEY'],
      error: 'this or RESEND_SECRET_ARN has to be set',
    }),
  z.object({
    MAIL_PROVIDER: z.literal('outbox'),
    MAIL_FROM: mailFrom,
    MAIL_OUTBOX_FOLDER: z.string().min(1),
  }),
  z.object({ MAIL_PROVIDER: z.literal('none') }),
]);

/** What sends mails: Resend, a folder, or, where nobody has said who they are from, nothing yet. */
export function mailSender(environment: Environment, readKey = readSecret): MailSender {
  const settings = readEnvironment(environment, schema);
  if (settings.MAIL_PROVIDER === 'none') return noSender;
  const from = settings.MAIL_FROM;
  if (settings.MAIL_PROVIDER === 'outbox') {
    return new OutboxMailSender({ folder: settings.MAIL_OUTBOX_FOLDER, from });
  }
  const { RESEND_API_KEY: apiKey, RESEND_SECRET_ARN: secretArn = '', RESEND_BASE_URL: baseUrl } = settings;
  if (apiKey !== undefined) return new ResendMailSender({ apiKey, baseUrl, from });
  return madeWhenUsed(async () => new ResendMailSender({ apiKey: await readKey(secretArn), baseUrl, from }));
}

/** Mails wait in the database until a deployment names a sender, and are given up after a day. */
const noSender: MailSender = {
  send: () => Promise.reject(new MailUnavailableError('no_sender')),
};

/** Made anew after a fault: it may have been the key, and somebody has put another one. */
function madeWhenUsed(make: () => Promise<MailSender>): MailSender {
  let made: Promise<MailSender> | undefined;
  return {
    async send(mail) {
      try {
        made ??= make();
        return await (await made).send(mail);
      } catch (error) {
        made = undefined;
        throw error;
      }
    },
  };
}
