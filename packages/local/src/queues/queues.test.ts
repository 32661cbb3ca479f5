import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pollQueue } from './poll-queue.ts';
import { type LocalQueues, type QueueDeclaration, startQueues } from './start-queues.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

const ingest: QueueDeclaration = {
  name: 'ingest',
  visibilityTimeoutSeconds: 1,
  maxReceiveCount: 2,
  deadLetterQueueName: 'ingest-dead',
};

async function start(queues: readonly QueueDeclaration[]): Promise<LocalQueues> {
  const local = await startQueues({ queues, port: 0 });
  stack.defer(() => local.stop());
  return local;
}

interface PollOptions {
  readonly batchSize?: number;
  readonly maximumConcurrency?: number;
  readonly reportBatchItemFailures?: boolean;
}

// biome-ignore lint/suspicious/noConfusingVoidType: as Lambda's handlers
type Invoke = (event: SQSEvent) => Promise<SQSBatchResponse | void>;

function poll(local: LocalQueues, name: string, invoke: Invoke, options: PollOptions = {}): string[] {
  const errors: string[] = [];
  const poller = pollQueue({
    queueUrl: local.queueUrl(name),
    queueArn: local.queueArn(name),
    endpoint: local.endpoint,
    credentials: local.credentials,
    region: local.region,
    batchSize: 10,
    maximumConcurrency: 2,
    reportBatchItemFailures: true,
    logger: { info: () => undefined, warn: () => undefined, error: (message) => void errors.push(message) },
    invoke,
    ...options,
  });
  stack.defer(() => poller.stop());
  return errors;
}

/** Resolves when `count` messages have come out of a queue. */
function collect(local: LocalQueues, name: string, count: number): Promise<SQSEvent['Records']> {
  const { promise, resolve } = Promise.withResolvers<SQSEvent['Records']>();
  const records: SQSEvent['Records'] = [];
  poll(local, name, async (event) => {
    records.push(...event.Records);
    if (records.length >= count) resolve(records);
  });
  return promise;
}

function client(local: LocalQueues): SQSClient {
  const sqs = new SQSClient({
    endpoint: local.endpoint,
    region: local.region,
    credentials: local.credentials,
  });
  stack.defer(() => sqs.destroy());
  return sqs;
}

test('a poisoned message in a batch of 10: nine are done once, the one ends in the dead letter queue', async () => {
  const local = await start([ingest, { name: 'ingest-dead' }]);
  await client(local).send(
    new SendMessageBatchCommand({
      QueueUrl: local.queueUrl('ingest'),
      Entries: Array.from({ length: 10 }, (_, at) => ({ Id: String(at), MessageBody: `message ${at}` })),
    }),
  );
  const dead = collect(local, 'ingest-dead', 1);
  const seen: string[] = [];
  poll(local, 'ingest', async ({ Records }) => {
    seen.push(...Records.map(({ body }) => body));
    const failed = Records.filter(({ body }) => body === 'message 3');
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
  expect(await dead).toMatchObject([{ body: 'message 3' }]);
  const expected = Array.from({ length: 10 }, (_, at) => `message ${at}`);
  expect(seen.toSorted()).toEqual([...expected, 'message 3'].toSorted());
  expect(await local.depth('ingest')).toEqual({ visible: 0, inFlight: 0 });
});

test('a function that throws fails the whole batch; the loop goes on', async () => {
  const local = await start([ingest, { name: 'ingest-dead' }]);
  const dead = collect(local, 'ingest-dead', 2);
  const errors = poll(local, 'ingest', () => Promise.reject(new Error('no')));
  await local.sendMessage('ingest', 'a');
  await local.sendMessage(local.queueArn('ingest'), 'b');
  expect((await dead).map(({ body }) => body).toSorted()).toEqual(['a', 'b']);
  expect(errors.length).toBeGreaterThanOrEqual(2);
});

test('the event is the one that Lambda gives', async () => {
  const local = await start([{ name: 'events' }]);
  const received = collect(local, 'events', 1);
  await client(local).send(
    new SendMessageCommand({
      QueueUrl: local.queueUrl('events'),
      MessageBody: '{"é":1}',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
    }),
  );
  expect(await received).toEqual([
    {
      messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      receiptHandle: expect.any(String),
      body: '{"é":1}',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d+$/),
        SenderId: expect.any(String),
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d+$/),
      },
      messageAttributes: {
        kind: { dataType: 'String', stringValue: 'x', stringListValues: [], binaryListValues: [] },
      },
      md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:events',
      awsRegion: 'us-east-1',
    },
  ]);
});

describe('polling', () => {
  test('no more calls at once than maximumConcurrency', async () => {
    const local = await start([{ name: 'work' }]);
    for (const body of ['a', 'b', 'c', 'd']) await local.sendMessage('work', body);
    const gates: (() => void)[] = [];
    let most = 0;
    let running = 0;
    const done = Promise.withResolvers<void>();
    let ended = 0;
    poll(
      local,
      'work',
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => void gates.push(resolve));
        running -= 1;
        ended += 1;
        if (ended === 4) done.resolve();
      },
      { batchSize: 1, maximumConcurrency: 2 },
    );
    for (let at = 0; at < 4; at += 1) {
      await expect.poll(() => gates.length, { interval: 1 }).toBeGreaterThanOrEqual(Math.min(at + 2, 4));
      gates[at]?.();
    }
    await done.promise;
    expect(most).toBe(2);
  });

  test('stop waits for the call under way and deletes what it did', async () => {
    const local = await start([{ name: 'work' }]);
    const called = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const poller = pollQueue({
      queueUrl: local.queueUrl('work'),
      queueArn: local.queueArn('work'),
      endpoint: local.endpoint,
      credentials: local.credentials,
      region: local.region,
      batchSize: 1,
      maximumConcurrency: 2,
      reportBatchItemFailures: false,
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      invoke: () => {
        called.resolve();
        return gate.promise;
      },
    });
    await local.sendMessage('work', 'first');
    await called.promise;
    let stopped = false;
    const stopping = poller.stop().then(() => {
      stopped = true;
    });
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect({ stopped, ...(await local.depth('work')) }).toEqual({ stopped: false, visible: 0, inFlight: 1 });
    gate.resolve();
    await stopping;
    expect(await local.depth('work')).toEqual({ visible: 0, inFlight: 0 });
  });

  test('an unknown identifier in the answer fails the whole batch', async () => {
    const local = await start([ingest, { name: 'ingest-dead' }]);
    const dead = collect(local, 'ingest-dead', 1);
    poll(local, 'ingest', async () => ({ batchItemFailures: [{ itemIdentifier: 'nobody' }] }));
    await local.sendMessage('ingest', 'a');
    expect(await dead).toMatchObject([{ body: 'a' }]);
  });
});

test('only declared queues have addresses, on the loopback interface', async () => {
  const local = await start([{ name: 'work' }]);
  expect(local.queueUrl('work')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/work$/);
  expect(() => local.queueUrl('other')).toThrow(expect.objectContaining({ code: 'unknown_queue' }));
});
