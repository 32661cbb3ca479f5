import { SqsMailQueue } from '@elenchus/adapters/queue/sqs-mail-queue';
import type { MailQueue } from '@elenchus/core/outbound-mail/mail-queue-port';
import * as z from 'zod';
import { type Environment, readEnvironment } from '../env.ts';

const schema = z.object({ MAIL_QUEUE_URL: z.url() });

/** The queue `mail`. */
export function mailQueue(environment: Environment): MailQueue {
  return new SqsMailQueue(readEnvironment(environment, schema).MAIL_QUEUE_URL);
}
