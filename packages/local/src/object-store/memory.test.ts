import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { expect, it, onTestFinished } from 'vitest';
import { bucket as Bucket, credentials, region, temporaryFolder } from './test-endpoint.ts';

const sizeBytes = 128 * 1024 * 1024;
const allowedGrowthBytes = 112 * 1024 * 1024;
const piece = Buffer.alloc(64 * 1024, 7);

it('does not hold bodies of 128 MB in memory: PUT, POST form, GET', async () => {
  const child = fork(join(import.meta.dirname, 'test-process.ts'), [temporaryFolder()], { execArgv: [] });
  onTestFinished(() => void child.kill());
  const [port] = (await once(child, 'message')) as [number];
  const client = new S3Client({ endpoint: `http://127.0.0.1:${port}`, region, credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  await client.send(
    new PutObjectCommand({ Bucket, Key: 'warm', Body: Readable.from([piece]), ContentLength: piece.length }),
  );
  const before = await peakBytesOf(child);

  const Body = Readable.from(pieces());
  await client.send(new PutObjectCommand({ Bucket, Key: 'put', Body, ContentLength: sizeBytes }));
  const { url, fields } = await createPresignedPost(client, { Bucket, Key: 'post' });
  const form = Readable.toWeb(Readable.from(formOf(fields)));
  const headers = { 'content-type': 'multipart/form-data; boundary=border' };
  const response = await fetch(url, {
    method: 'POST',
    body: form as ReadableStream,
    headers,
    duplex: 'half',
  });
  expect(response.status).toBe(204);

  const got = await client.send(new GetObjectCommand({ Bucket, Key: 'post' }));
  let receivedBytes = 0;
  for await (const chunk of got.Body as Readable) receivedBytes += (chunk as Buffer).length;
  expect(receivedBytes).toBe(sizeBytes);
  expect((await peakBytesOf(child)) - before).toBeLessThan(allowedGrowthBytes);
});

function* pieces(): Generator<Buffer> {
  for (let sent = 0; sent < sizeBytes; sent += piece.length) yield piece;
}

function* formOf(fields: Record<string, string>): Generator<Buffer> {
  for (const [name, value] of Object.entries({ ...fields })) yield part(`name="${name}"`, `${value}\r\n`);
  yield part('name="file"; filename="a"', '');
  yield* pieces();
  yield Buffer.from('\r\n--border--\r\n');
}

function part(disposition: string, value: string): Buffer {
  return Buffer.from(`--border\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${value}`);
}

async function peakBytesOf(child: ChildProcess): Promise<number> {
  child.send('peak');
  const [bytes] = (await once(child, 'message')) as [number];
  return bytes;
}
