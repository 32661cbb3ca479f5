import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucket as Bucket, startEndpoint } from './test-endpoint.ts';

describe('listings', () => {
  it('pages through a prefix in the order of UTF-8 bytes', async () => {
    const { client } = await startEndpoint();
    const keys = ['p/\u{1F600}', 'p/\uFF5E', 'p/a b+c&<d>', 'p/a', 'q/x', 'p'];
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    const listed: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'p/', MaxKeys: 1, ContinuationToken }),
      );
      listed.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(listed).toEqual(['p/a', 'p/a b+c&<d>', 'p/\uFF5E', 'p/\u{1F600}']);
  });

  it('empties a bucket page by page, versions and markers alike', async () => {
    const { client } = await startEndpoint();
    for (const Key of ['a', 'a', 'b', 'a', 'c'])
      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'b' }));
    const { Versions, DeleteMarkers } = await client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: 'b' }),
    );
    expect([Versions?.[0]?.IsLatest, DeleteMarkers?.[0]?.IsLatest]).toEqual([false, true]);
    const seen: unknown[] = [];
    let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
    let isTruncated = true;
    while (isTruncated) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...markers }));
      const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      seen.push(...found.map(({ Key }) => Key));
      const Objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
      const deleted = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      expect(deleted.Deleted).toHaveLength(found.length);
      markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      isTruncated = page.IsTruncated ?? false;
    }
    expect(seen).toEqual(['a', 'a', 'a', 'b', 'b', 'c']);
    const rest = await client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(rest.Versions).toBeUndefined();
  });

  it('deletes many with a result for each', async () => {
    const { client } = await startEndpoint();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a&<\r\n', Body: 'x' }));
    const Objects = [{ Key: 'a&<\r\n' }, { Key: 'b', VersionId: 'nonsense' }];
    const result = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(result.Deleted).toMatchObject([{ Key: 'a&<\r\n', DeleteMarker: true }]);
    expect(result.Errors).toMatchObject([{ Key: 'b', Code: 'InvalidArgument' }]);
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });
});
