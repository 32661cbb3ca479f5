import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucket as Bucket, credentials, region, startEndpoint } from './test-endpoint.ts';

describe.each(['', '/_aws/s3'])('object store below "%s"', (pathPrefix) => {
  it('stores an object and gives it back with its headers', async () => {
    const { client, events } = await startEndpoint({ pathPrefix });
    const put = await client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'a/b.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        Metadata: { case: '7' },
      }),
    );
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a/b.txt' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({
      ContentType: 'text/plain',
      ContentLength: 5,
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      Metadata: { case: '7' },
      VersionId: put.VersionId,
      ChecksumCRC32: 'NhCmhg==',
    });
    expect(got.ContentEncoding).toBeUndefined();
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'a/b.txt' }));
    expect(head).toMatchObject({ ContentLength: 5, ContentType: 'text/plain', VersionId: put.VersionId });
    expect(events).toEqual([
      {
        bucket: Bucket,
        key: 'a/b.txt',
        sizeBytes: 5,
        etag: '5d41402abc4b2a76b9719d911017c592',
        versionId: put.VersionId,
        sequencer: '000000000000000001',
        time: expect.any(Date),
        reason: 'PutObject',
      },
    ]);
  });

  it('takes a stream with the default trailing checksum', async () => {
    const { client } = await startEndpoint({ pathPrefix });
    const chunks = Array.from({ length: 50 }, (_, index) => Buffer.alloc(70_001, index));
    const Body = Readable.from(chunks);
    await client.send(new PutObjectCommand({ Bucket, Key: 's', Body, ContentLength: 50 * 70_001 }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 's' }));
    expect(Buffer.concat(chunks).equals((await got.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(
      true,
    );
    expect(got.ContentEncoding).toBeUndefined();
  });
});

describe('GetObject', () => {
  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
  ])('answers the range %s', async (Range, content, contentRange) => {
    const { client } = await startEndpoint();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123456789' }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k', Range }));
    expect(await got.Body?.transformToString()).toBe(content);
    expect(got.ContentRange).toBe(contentRange);
    expect(got.$metadata.httpStatusCode).toBe(206);
  });

  it('refuses a range outside the object', async () => {
    const { client } = await startEndpoint();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123456789' }));
    const getting = client.send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=10-' }));
    await expect(getting).rejects.toMatchObject({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } });
  });

  it('honours If-None-Match and If-Match', async () => {
    const { client } = await startEndpoint();
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const unchanged = client.send(new GetObjectCommand({ Bucket, Key: 'k', IfNoneMatch: ETag }));
    await expect(unchanged).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    const other = client.send(new GetObjectCommand({ Bucket, Key: 'k', IfMatch: '"0"' }));
    await expect(other).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('lets the request override content type and disposition', async () => {
    const { client } = await startEndpoint();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ContentType: 'a/b' }));
    const got = await client.send(
      new GetObjectCommand({
        Bucket,
        Key: 'k',
        ResponseContentType: 'application/pdf',
        ResponseContentDisposition: 'attachment; filename="x.pdf"',
      }),
    );
    expect(got).toMatchObject({
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment; filename="x.pdf"',
    });
  });

  it.each([
    [new GetObjectCommand({ Bucket, Key: 'absent' }), 'NoSuchKey', 404],
    [new GetObjectCommand({ Bucket: 'other', Key: 'k' }), 'NoSuchBucket', 404],
    [new GetObjectCommand({ Bucket, Key: 'k', VersionId: '0'.repeat(48) }), 'NoSuchVersion', 404],
    [new GetObjectCommand({ Bucket, Key: 'k', VersionId: 'x' }), 'InvalidArgument', 400],
    [new GetObjectCommand({ Bucket, Key: 'é'.repeat(513) }), 'KeyTooLongError', 400],
    [new HeadObjectCommand({ Bucket, Key: 'absent' }), 'NotFound', 404],
    [new GetObjectTaggingCommand({ Bucket, Key: 'k' }), 'NotImplemented', 501],
    [new CreateMultipartUploadCommand({ Bucket, Key: 'k' }), 'NotImplemented', 501],
  ])('answers what is not there as S3 does (%#)', async (command, name, httpStatusCode) => {
    const { client } = await startEndpoint();
    const sending = client.send(command as GetObjectCommand);
    await expect(sending).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  it('names the call that it does not have', async () => {
    const { client } = await startEndpoint();
    await expect(client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }))).rejects.toThrow(
      'CreateMultipartUpload',
    );
    await expect(client.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).rejects.toThrow(
      'GetObjectTagging',
    );
  });
});

describe('versions', () => {
  it('keeps every write, hides behind a delete marker, and removes one version', async () => {
    const { client } = await startEndpoint();
    const read = async (VersionId?: string) =>
      (await client.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId }))).Body?.transformToString();
    const first = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one' }));
    const second = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'two' }));
    expect([await read(), await read(first.VersionId)]).toEqual(['two', 'one']);

    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read(marker.VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect(await read(second.VersionId)).toBe('two');
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);

    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: marker.VersionId }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: second.VersionId }));
    expect(await read()).toBe('one');
    await expect(read(second.VersionId)).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  it('refuses to overwrite with If-None-Match: *', async () => {
    const { client, events } = await startEndpoint();
    const put = () => client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', IfNoneMatch: '*' }));
    const results = await Promise.allSettled([put(), put(), put()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(events).toHaveLength(1);
  });

  it('copies an object with its headers', async () => {
    const { client, events } = await startEndpoint();
    await client.send(new PutObjectCommand({ Bucket, Key: 'in/ä 1', Body: 'x', ContentType: 'a/b' }));
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'out', CopySource: `${Bucket}/${encodeURIComponent('in/ä 1')}` }),
    );
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'out' }));
    expect([await got.Body?.transformToString(), got.ContentType]).toEqual(['x', 'a/b']);
    expect(events.map(({ key, reason }) => [key, reason])).toEqual([
      ['in/ä 1', 'PutObject'],
      ['out', 'CopyObject'],
    ]);
  });
});

describe('signatures', () => {
  it.each([
    [{ credentials: { ...credentials, secretAccessKey: 'wrong' } }, 'SignatureDoesNotMatch', 403],
    [{ credentials: { ...credentials, accessKeyId: 'wrong' } }, 'InvalidAccessKeyId', 403],
    [{ region: 'us-east-1' }, 'AuthorizationHeaderMalformed', 400],
  ])('refuses a client with the wrong keys or region (%#)', async (wrong, name, httpStatusCode) => {
    const { url, events } = await startEndpoint();
    const client = new S3Client({ endpoint: url, region, credentials, maxAttempts: 1, ...wrong });
    const putting = client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: Buffer.alloc(3_000_000) }));
    await expect(putting).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    expect(events).toEqual([]);
  });

  it('refuses a request without signature', async () => {
    const { url } = await startEndpoint();
    const response = await fetch(`${url}/${Bucket}/k`, { method: 'PUT', body: 'x' });
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/<Code>AccessDenied<\/Code>.*<RequestId>\w+<\/RequestId>/);
  });

  it('refuses a request signed more than 15 minutes away', async () => {
    const { client } = await startEndpoint({ clock: () => new Date(Date.now() + 16 * 60_000) });
    const getting = client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    await expect(getting).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  });
});

describe('connections', () => {
  it('takes path-style requests to localhost', async () => {
    const { origin } = await startEndpoint();
    const endpoint = `${origin.replace('127.0.0.1', 'localhost')}/_aws/s3`;
    const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).ContentLength).toBe(1);
    client.destroy();
  });

  it('says whether a bucket is there', async () => {
    const { client } = await startEndpoint();
    expect((await client.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe(region);
    const heading = client.send(new HeadBucketCommand({ Bucket: 'other' }));
    await expect(heading).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });

  it('survives a reader who leaves', async () => {
    const { client, internalErrors } = await startEndpoint();
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: Buffer.alloc(20_000_000) }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    const body = got.Body as Readable;
    await new Promise((resolve) => body.once('data', resolve));
    body.destroy();
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).ContentLength).toBe(20_000_000);
    expect(internalErrors).toEqual([]);
  });

  it('answers InternalError and keeps the object when nobody could be told of it', async () => {
    const failure = new Error('queue is full');
    const { client, internalErrors } = await startEndpoint({
      onObjectCreated: () => Promise.reject(failure),
    });
    const putting = client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await expect(putting).rejects.toMatchObject({
      name: 'InternalError',
      $metadata: { httpStatusCode: 500 },
    });
    expect(internalErrors).toEqual([failure]);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).ContentLength).toBe(1);
  });

  it('ends open requests when it is closed, and takes no more', async () => {
    const { client, store, events, folder } = await startEndpoint();
    const Body = new Readable({ read() {} });
    Body.push(Buffer.alloc(100_000));
    const putting = client.send(new PutObjectCommand({ Bucket, Key: 'k', Body, ContentLength: 200_000 }));
    const cut = expect(putting).rejects.toThrow();
    await expect.poll(() => readdirSync(join(folder, 'staging')).length).toBe(1);
    await store.close();
    await cut;
    Body.destroy();
    expect([readdirSync(join(folder, 'staging')), events]).toEqual([[], []]);
    const getting = client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    await expect(getting).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  });
});
