import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { isAllowedOrigin } from './cors.ts';
import { bucket as Bucket, errorCodeOf, startEndpoint } from './test-endpoint.ts';

const origin = 'http://localhost:5173';

function preflight(url: string, from = origin): Promise<Response> {
  const headers = {
    origin: from,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  };
  return fetch(`${url}/${Bucket}`, { method: 'OPTIONS', headers });
}

describe('CORS', () => {
  it('answers the preflight of an allowed origin', async () => {
    const { url } = await startEndpoint({ corsOrigins: [origin] });
    const response = await preflight(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it('refuses another origin, and all without configuration', async () => {
    const some = await startEndpoint({ corsOrigins: [origin] });
    const other = await preflight(some.url, 'http://evil.example');
    expect([other.status, await errorCodeOf(other)]).toEqual([403, 'AccessForbidden']);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    const none = await startEndpoint();
    expect((await preflight(none.url)).status).toBe(403);
  });

  it('lets the page read answers and errors', async () => {
    const { client, url } = await startEndpoint({ corsOrigins: ['*'] });
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const response = await fetch(`${url}/${Bucket}/k`, { headers: { origin } });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toContain('ETag');
  });

  it.each([
    ['http://localhost:1', ['http://localhost:*'], true],
    ['http://a.example', ['https://*.example'], false],
    ['http://ab', ['http://ab*b'], false],
  ])('matches %s against %s', (from, rules, isAllowed) => {
    expect(isAllowedOrigin(from, rules)).toBe(isAllowed);
  });
});
