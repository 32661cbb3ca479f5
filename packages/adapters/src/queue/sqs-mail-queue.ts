import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MailMessage } from '@elenchus/contracts/outbound-mail/mail-message';
import type { MailQueue } from '@elenchus/core/outbound-mail/mail-queue-port';

/** A request waits for this; a mail that did not get onto the queue is found by the reconciler. */
const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 2_000;

/** The queue `mail` on SQS. */
export class SqsMailQueue implements MailQueue {
  readonly #client: SQSClient;
  readonly #queueUrl: string;

  constructor(
    queueUrl: string,
    client = new SQSClient({
      maxAttempts: 2,
      requestHandler: { connectionTimeout: connectionTimeoutMs, requestTimeout: requestTimeoutMs },
    }),
  ) {
    this.#queueUrl = queueUrl;
    this.#client = client;
  }

  async enqueue({ organizationId, mailId }: MailMessage): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#queueUrl,
        MessageBody: JSON.stringify({ organizationId, mailId }),
      }),
    );
  }
}
