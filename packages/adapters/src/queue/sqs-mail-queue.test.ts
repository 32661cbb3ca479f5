import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';
import { SqsMailQueue } from './sqs-mail-queue.ts';

const message = { organizationId: crypto.randomUUID(), mailId: crypto.randomUUID() };

async function open(answer: (body: string) => { readonly status: number; readonly body: object }) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body } = answer(Buffer.concat(chunks).toString());
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, md5: false });
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return new SqsMailQueue(`${endpoint}/000000000000/mail`, client);
}

it('sends ids only, to the queue it was given', async () => {
  const bodies: string[] = [];
  const queue = await open((body) => {
    bodies.push(body);
    return { status: 200, body: { MessageId: 'm', MD5OfMessageBody: 'x' } };
  });
  await queue.enqueue({ ...message, to: 'ada@firm.example' } as typeof message);
  const { QueueUrl, MessageBody } = JSON.parse(bodies[0] ?? '{}');
  expect(QueueUrl).toMatch(/\/000000000000\/mail$/);
  expect(JSON.parse(MessageBody)).toEqual(message);
});

it('does not hide that the queue is away', async () => {
  const queue = await open(() => ({ status: 503, body: { __type: 'ServiceUnavailable' } }));
  await expect(queue.enqueue(message)).rejects.toMatchObject({ name: 'ServiceUnavailable' });
});
