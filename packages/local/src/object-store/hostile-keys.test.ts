import { readdirSync } from 'node:fs';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucket as Bucket, startEndpoint } from './test-endpoint.ts';

const awkward = [
  '../../x',
  '..',
  '.',
  'a/../../b',
  '/lead',
  'a//b',
  'trail/',
  '%2F',
  '%2e%2e/x',
  'a b',
  'a+b',
  'a?b=c#d',
  "!'()*;:@&=$,",
  '\\..\\x',
  '<&>"',
  '\u00e4 \u{1F600}/e\u0301',
  'con',
  'x'.repeat(1024),
  'a%',
  '~-_.',
  '__proto__',
];

const anyKey = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
);

describe('keys', () => {
  it('give back the same bytes for any key', async () => {
    const { client, folder } = await startEndpoint();
    await fc.assert(
      fc.asyncProperty(anyKey, fc.uint8Array({ maxLength: 300 }), async (Key, Body) => {
        await client.send(new PutObjectCommand({ Bucket, Key, Body }));
        const got = await client.send(new GetObjectCommand({ Bucket, Key }));
        expect(await got.Body?.transformToByteArray()).toEqual(new Uint8Array(Body));
      }),
      { numRuns: 150, examples: awkward.map((key) => [key, new Uint8Array([1, 2])]) },
    );
    expect(readdirSync(folder).filter((name) => !name.startsWith('versions.sqlite'))).toEqual([
      'blobs',
      'staging',
    ]);
  });

  it('are listed and deleted under their own names', async () => {
    const { client, events } = await startEndpoint();
    for (const Key of awkward) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    const listed = await client.send(new ListObjectsV2Command({ Bucket }));
    const byBytes = [...awkward].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(byBytes);
    expect(events.map(({ key }) => key)).toEqual(awkward);
    await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: awkward.map((Key) => ({ Key })) } }),
    );
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });
});
