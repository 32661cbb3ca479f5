import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { bucket as Bucket, errorCodeOf, startEndpoint } from './test-endpoint.ts';

const getObject = new GetObjectCommand({
  Bucket,
  Key: 'a b/ü+%2F.pdf',
  ResponseContentDisposition: 'attachment; filename="x.pdf"',
});

async function startWithObject(clock = () => new Date()) {
  const endpoint = await startEndpoint({ clock });
  await endpoint.client.send(new PutObjectCommand({ Bucket, Key: 'a b/ü+%2F.pdf', Body: 'content' }));
  return endpoint;
}

describe('presigned GET', () => {
  it('gives the object to whoever has the URL', async () => {
    const { client } = await startWithObject();
    const response = await fetch(await getSignedUrl(client, getObject, { expiresIn: 60 }));
    expect(await response.text()).toBe('content');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="x.pdf"');
  });

  it('ends when it says', async () => {
    let now = new Date();
    const { client } = await startWithObject(() => now);
    const url = await getSignedUrl(client, getObject, { expiresIn: 60, signingDate: now });
    now = new Date(now.getTime() + 58_000);
    expect((await fetch(url)).status).toBe(200);
    now = new Date(now.getTime() + 3_000);
    const late = await fetch(url);
    expect(late.status).toBe(403);
    expect(await late.text()).toMatch(/<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/);
  });

  it.each([
    ['another key', (url: string) => url.replace('.pdf?', '.doc?')],
    ['a longer life', (url: string) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')],
    ['another disposition', (url: string) => url.replace('x.pdf', 'x.exe')],
    ['an added parameter', (url: string) => `${url}&response-content-type=text%2Fhtml`],
  ])('refuses %s', async (_name, tamper) => {
    const { client } = await startWithObject();
    const url = await getSignedUrl(client, getObject, { expiresIn: 60 });
    expect(tamper(url)).not.toBe(url);
    const response = await fetch(tamper(url));
    expect(response.status).toBe(403);
    expect(await errorCodeOf(response)).toBe('SignatureDoesNotMatch');
  });

  it('refuses a header that changes the request and was not signed', async () => {
    const { client } = await startWithObject();
    const headers = { 'x-amz-meta-a': 'b' };
    const response = await fetch(await getSignedUrl(client, getObject), { headers });
    expect([response.status, await errorCodeOf(response)]).toEqual([403, 'AccessDenied']);
  });

  it('refuses another method', async () => {
    const { client, events } = await startWithObject();
    const response = await fetch(await getSignedUrl(client, getObject), { method: 'PUT', body: 'x' });
    expect(await errorCodeOf(response)).toBe('SignatureDoesNotMatch');
    expect(events).toHaveLength(1);
  });
});

describe('presigned PUT', () => {
  it('stores the body with the signed metadata', async () => {
    const { client, events } = await startEndpoint();
    const command = new PutObjectCommand({ Bucket, Key: 'k', Metadata: { case: '7' } });
    const url = new URL(
      await getSignedUrl(client, command, { unhoistableHeaders: new Set(['x-amz-checksum-crc32']) }),
    );
    const crc32 = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    const wrong = await fetch(url, { method: 'PUT', body: 'not empty', headers: crc32 });
    expect(await errorCodeOf(wrong)).toBe('BadDigest');
    const right = await fetch(url, { method: 'PUT', body: '', headers: crc32 });
    expect(right.status).toBe(200);
    expect(events).toHaveLength(1);
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(got.Metadata).toEqual({ case: '7' });
  });
});
