import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { bucket as Bucket, credentials, region, startEndpoint, temporaryFolder } from './test-endpoint.ts';

describe('a store opened again', () => {
  it('has every object, version and header of before', async () => {
    const first = await startEndpoint();
    const one = await first.client.send(
      new PutObjectCommand({ Bucket, Key: 'k', Body: 'one', ContentType: 'a/b' }),
    );
    await first.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'two' }));
    await first.stop();
    const second = await startEndpoint({ folder: first.folder });
    const got = await second.client.send(
      new GetObjectCommand({ Bucket, Key: 'k', VersionId: one.VersionId }),
    );
    expect([await got.Body?.transformToString(), got.ContentType]).toEqual(['one', 'a/b']);
    await second.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'three' }));
    expect(second.events[0]?.sequencer).toBe('000000000000000003');
  });

  it('clears away unfinished uploads and blobs without a version', async () => {
    const first = await startEndpoint();
    await first.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one' }));
    await first.stop();
    writeFileSync(join(first.folder, 'staging', 'torn'), 'x');
    writeFileSync(join(first.folder, 'blobs', 'orphan'), 'x');
    const second = await startEndpoint({ folder: first.folder });
    expect(readdirSync(join(first.folder, 'staging'))).toEqual([]);
    expect(readdirSync(join(first.folder, 'blobs'))).toHaveLength(1);
    expect((await second.client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).ContentLength).toBe(3);
  });

  it('is refused while another one has the folder', async () => {
    const { folder } = await startEndpoint();
    await expect(startEndpoint({ folder })).rejects.toThrow('database is locked');
  });

  it('has all that was acknowledged, and nothing torn, after SIGKILL in the middle of uploads', async () => {
    const folder = temporaryFolder();
    const child = fork(join(import.meta.dirname, 'test-process.ts'), [folder], { execArgv: [] });
    const [port] = (await once(child, 'message')) as [number];
    const client = new S3Client({
      endpoint: `http://127.0.0.1:${port}`,
      region,
      credentials,
      maxAttempts: 1,
    });
    const acknowledged = new Set<string>();
    const uploads = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; ; index++) {
        const Key = `${writer}/${index}`;
        await client.send(new PutObjectCommand({ Bucket, Key, Body: Key.padEnd(300_000, '.') }));
        acknowledged.add(Key);
        if (acknowledged.size === 20) child.kill('SIGKILL');
      }
    });
    await Promise.allSettled([...uploads, once(child, 'exit')]);
    client.destroy();

    const after = await startEndpoint({ folder });
    const { Versions = [] } = await after.client.send(new ListObjectVersionsCommand({ Bucket }));
    const present = new Set(Versions.map(({ Key }) => Key ?? ''));
    expect([...acknowledged].filter((key) => !present.has(key))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThanOrEqual(20);
    expect(readdirSync(join(folder, 'blobs'))).toHaveLength(present.size);
    for (const Key of present) {
      const got = await after.client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe(Key.padEnd(300_000, '.'));
    }
  });
});

describe('a request cut in mid-body', () => {
  it.each(['PUT', 'POST'])('leaves nothing (%s)', async (method) => {
    const handled: Promise<void>[] = [];
    const endpoint = await startEndpoint({ pathPrefix: '' });
    const handle = endpoint.store.handle;
    endpoint.store.handle = (...call) => {
      const handling = handle(...call);
      handled.push(handling);
      return handling;
    };
    const { url, head } = await (method === 'PUT' ? putHead(endpoint.client) : postHead(endpoint.client));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(
      `${method} ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n${head}${'x'.repeat(500_000)}`,
    );
    await expect.poll(() => readdirSync(join(endpoint.folder, 'staging')).length, { timeout: 5000 }).toBe(1);
    socket.destroy();
    await expect.poll(() => handled.length).toBe(1);
    await handled[0];
    expect(readdirSync(join(endpoint.folder, 'staging'))).toEqual([]);
    expect(readdirSync(join(endpoint.folder, 'blobs'))).toEqual([]);
    expect([endpoint.events, endpoint.internalErrors]).toEqual([[], []]);
  });
});

async function putHead(client: S3Client) {
  const unhoistableHeaders = new Set(['x-amz-checksum-crc32']);
  const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'k' }), { unhoistableHeaders });
  return { url: new URL(url), head: 'content-length: 1000000\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n' };
}

async function postHead(client: S3Client) {
  const { url, fields } = await createPresignedPost(client, { Bucket, Key: 'k' });
  const part = (disposition: string, value: string) =>
    `--border\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${value}`;
  const form = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, `${value}\r\n`));
  const head = 'content-length: 1000000\r\ncontent-type: multipart/form-data; boundary=border\r\n\r\n';
  return { url: new URL(url), head: head + form.join('') + part('name="file"; filename="a"', '') };
}
