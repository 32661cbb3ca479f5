import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { asSigned, withPublicObjectUrls } from './public-object-urls.ts';

const urls = { local: 'http://127.0.0.1:4100/_aws/s3', public: 'https://elenchus.example/_aws/s3' };
const same = { local: urls.local, public: urls.local };
const answer = {
  statusCode: 200,
  body: JSON.stringify({ url: `${urls.local}/bucket/key?X-Amz-Signature=1` }),
};
const requestFor = (host: string) => ({ headers: { host } }) as IncomingMessage;

it('gives clients the public URL of an object', () => {
  expect(withPublicObjectUrls(answer, urls)).toEqual({
    statusCode: 200,
    body: '{"url":"https://elenchus.example/_aws/s3/bucket/key?X-Amz-Signature=1"}',
  });
});

it.each([
  [answer, same],
  ['text', urls],
  [null, urls],
  [{ statusCode: 204 }, urls],
])('leaves %j alone', (value, given) => {
  expect(withPublicObjectUrls(value, given)).toBe(value);
});

it('takes requests as they were signed', () => {
  expect(asSigned(requestFor('elenchus.example'), urls).headers.host).toBe('127.0.0.1:4100');
  expect(asSigned(requestFor('elenchus.example'), same).headers.host).toBe('elenchus.example');
});
