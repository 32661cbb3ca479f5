import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

/** A queue as the template declares it; what is left out has the value that SQS gives it. */
export interface QueueDeclaration {
  readonly name: string;
  readonly visibilityTimeoutSeconds?: number;
  readonly receiveWaitSeconds?: number;
  readonly delaySeconds?: number;
  readonly messageRetentionSeconds?: number;
  readonly maximumMessageBytes?: number;
  /** Receives after which a message goes to `deadLetterQueueName`; the two go together. */
  readonly maxReceiveCount?: number;
  readonly deadLetterQueueName?: string;
}

/** Any name and secret do: the endpoint checks no signatures. */
export interface LocalCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Messages that can be received, and those received and not yet deleted. */
export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
}

/** The SQS of this machine: in memory, on the loopback interface. */
export interface LocalQueues {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: LocalCredentials;
  /** Both throw UnknownQueueError. */
  queueUrl(name: string): string;
  queueArn(name: string): string;
  sendMessage(queueNameOrArn: string, body: string): Promise<void>;
  depth(name: string): Promise<QueueDepth>;
  stop(): Promise<void>;
}

/** Raised for a queue that was not declared. */
export class UnknownQueueError extends Error {
  readonly code = 'unknown_queue';

  constructor(queue: string) {
    super(`There is no queue ${queue}`);
    this.name = 'UnknownQueueError';
  }
}

/** The account in the ARNs that fauxqs makes. */
const accountId = '000000000000';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Starts SQS with these queues, dead letter queues among them, in any order. `port` 0 takes a free one. */
export async function startQueues(options: {
  readonly queues: readonly QueueDeclaration[];
  readonly port: number;
  readonly region?: string;
}): Promise<LocalQueues> {
  const { queues, port, region = 'us-east-1' } = options;
  // fauxqs' own start listens on all interfaces; this listens on the loopback one.
  const app = buildApp({ logger: false, defaultRegion: region });
  const endpoint = await app.listen({ host: '127.0.0.1', port });
  const client = new SQSClient({ endpoint, region, credentials });
  const names = new Set(queues.map(({ name }) => name));

  const known = (name: string): string => {
    if (!names.has(name)) throw new UnknownQueueError(name);
    return name;
  };
  // fauxqs answers with a host such as sqs.us-east-1.localhost, which does not resolve everywhere.
  const queueUrl = (name: string): string => `${endpoint}/${accountId}/${known(name)}`;
  const queueArn = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${known(name)}`;
  const stop = async (): Promise<void> => {
    client.destroy();
    await app.close();
  };

  try {
    for (const queue of queues) {
      const redrive =
        queue.deadLetterQueueName === undefined
          ? undefined
          : redrivePolicy(queue, queueArn(queue.deadLetterQueueName));
      const Attributes = { ...attributes(queue), ...(redrive && { RedrivePolicy: redrive }) };
      await client.send(new CreateQueueCommand({ QueueName: queue.name, Attributes }));
    }
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    endpoint,
    region,
    credentials,
    queueUrl,
    queueArn,
    stop,
    async sendMessage(queueNameOrArn, body) {
      const name = queueNameOrArn.split(':').at(-1) ?? '';
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl(name), MessageBody: body }));
    },
    async depth(name) {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl(name), AttributeNames: ['All'] }),
      );
      return {
        visible: Number(Attributes.ApproximateNumberOfMessages),
        inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
      };
    },
  };
}

function attributes(queue: QueueDeclaration): Record<string, string> {
  const values = {
    VisibilityTimeout: queue.visibilityTimeoutSeconds,
    ReceiveMessageWaitTimeSeconds: queue.receiveWaitSeconds,
    DelaySeconds: queue.delaySeconds,
    MessageRetentionPeriod: queue.messageRetentionSeconds,
    MaximumMessageSize: queue.maximumMessageBytes,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function redrivePolicy(queue: QueueDeclaration, deadLetterTargetArn: string): string {
  if (queue.maxReceiveCount === undefined) {
    throw new RangeError(`The queue ${queue.name} has a dead letter queue and no maxReceiveCount`);
  }
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount: queue.maxReceiveCount });
}
