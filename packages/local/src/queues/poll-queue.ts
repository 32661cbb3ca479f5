import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Logger } from '../scheduler/logger.ts';
import { sqsEvent, succeededMessages } from './sqs-event.ts';
import type { LocalCredentials } from './start-queues.ts';

/** An event-source mapping: which queue feeds which function. */
export interface QueuePollerOptions {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly endpoint: string;
  readonly credentials: LocalCredentials;
  readonly region: string;
  /** Messages per call, 1 to 10. */
  readonly batchSize: number;
  /** Calls at once. */
  readonly maximumConcurrency: number;
  readonly reportBatchItemFailures: boolean;
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler without partial responses returns nothing
  readonly invoke: (event: SQSEvent) => Promise<SQSBatchResponse | void>;
  readonly logger: Logger;
}

/** A running mapping; `stop` receives no more and resolves when the calls under way have ended. */
export interface QueuePoller {
  stop(): Promise<void>;
}

/** The longest that SQS holds a receive open. */
const waitSeconds = 20;
const maximumPauseMs = 30_000;

/** Long-polls a queue and calls the function with each batch; deletes what succeeded, leaves the rest to the redrive policy. */
export function pollQueue(options: QueuePollerOptions): QueuePoller {
  const { batchSize, maximumConcurrency, queueUrl, logger } = options;
  if (!(batchSize >= 1 && batchSize <= 10))
    throw new RangeError(`The batch size ${batchSize} is not 1 to 10`);
  const client = new SQSClient({
    endpoint: options.endpoint,
    region: options.region,
    credentials: options.credentials,
    maxAttempts: 1,
  });
  const stopping = new AbortController();
  const calls = new Set<Promise<void>>();

  const receive = async (): Promise<readonly Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: batchSize,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return (await client.send(command, { abortSignal: stopping.signal })).Messages ?? [];
  };

  const remove = async (messages: readonly Message[]): Promise<void> => {
    if (messages.length === 0) return;
    const Entries = messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
    const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed.length > 0) logger.error('Messages could not be deleted', { queueUrl, count: Failed.length });
  };

  const call = async (messages: readonly Message[]): Promise<void> => {
    try {
      const response = await options.invoke(sqsEvent(messages, options.queueArn, options.region));
      await remove(succeededMessages(messages, response ?? undefined, options.reportBatchItemFailures));
    } catch (error) {
      logger.error('The function failed for a batch of messages', {
        queueUrl,
        messageIds: messages.map((message) => message.MessageId),
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  };

  const poll = async (): Promise<void> => {
    let pauseMs = 500;
    while (!stopping.signal.aborted) {
      if (calls.size >= maximumConcurrency) {
        await Promise.race(calls);
        continue;
      }
      try {
        const messages = await receive();
        pauseMs = 500;
        if (messages.length === 0) continue;
        const running = call(messages).finally(() => calls.delete(running));
        calls.add(running);
      } catch (error) {
        if (stopping.signal.aborted) return;
        logger.warn('The queue could not be read', { queueUrl, error: String(error), pauseMs });
        await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, maximumPauseMs);
      }
    }
  };

  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(calls);
      client.destroy();
    },
  };
}
