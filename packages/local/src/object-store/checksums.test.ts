import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucket as Bucket, startEndpoint } from './test-endpoint.ts';

interface HttpRequest {
  headers: Record<string, string>;
  body: unknown;
}

describe('a body that is not what its request says', () => {
  it.each([
    ['CRC-32', { 'x-amz-checksum-crc32': 'AAAAAA==' }, 'BadDigest'],
    ['SHA-256', { 'x-amz-checksum-sha256': Buffer.alloc(32).toString('base64') }, 'BadDigest'],
    ['SHA-1', { 'x-amz-checksum-sha1': Buffer.alloc(20).toString('base64') }, 'BadDigest'],
    ['MD5', { 'content-md5': Buffer.alloc(16).toString('base64') }, 'BadDigest'],
    ['no MD5 at all', { 'content-md5': 'x' }, 'InvalidDigest'],
    ['an unknown algorithm', { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }, 'NotImplemented'],
    ['signed chunks', { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' }, 'NotImplemented'],
    ['another hash', { 'x-amz-content-sha256': '0'.repeat(64) }, 'XAmzContentSHA256Mismatch'],
    [
      'another trailer',
      { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '5' },
      'IncompleteBody',
    ],
  ])('is refused: %s', async (_name, headers, name) => {
    const { client, events } = await startEndpoint();
    const command = new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' });
    command.middlewareStack.add(
      (next) => (call) => {
        Object.assign((call.request as HttpRequest).headers, headers);
        return next(call);
      },
      { step: 'build', priority: 'low' },
    );
    await expect(client.send(command)).rejects.toMatchObject({ name });
    expect(events).toEqual([]);
  });

  it.each([
    [
      'with a wrong trailing checksum',
      '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
      'BadDigest',
    ],
    ['without the announced trailer', '5\r\nhello\r\n0\r\n\r\n', 'MalformedTrailerError'],
    ['of another length', '4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', 'IncompleteBody'],
    ['that stops early', '5\r\nhel', 'IncompleteBody'],
    ['that is not chunked', 'hello', 'IncompleteBody'],
    ['that is refused long before its end', `zz\r\n${'x'.repeat(5_000_000)}`, 'IncompleteBody'],
  ])('is refused: a stream %s', async (_name, raw, name) => {
    const { client, events } = await startEndpoint();
    const command = new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' });
    command.middlewareStack.add(
      (next) => (call) => {
        const request = call.request as HttpRequest;
        delete request.headers['x-amz-checksum-crc32'];
        Object.assign(request.headers, {
          'content-length': String(raw.length),
          'content-encoding': 'aws-chunked',
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '5',
          'x-amz-trailer': 'x-amz-checksum-crc32',
        });
        request.body = raw;
        return next(call);
      },
      { step: 'build', priority: 'low' },
    );
    await expect(client.send(command)).rejects.toMatchObject({ name });
    expect(events).toEqual([]);
  });
});
