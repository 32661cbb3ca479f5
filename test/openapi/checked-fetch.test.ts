import { getCase } from '@elenchus/contracts/cases/routes';
import { exampleProblem } from '@elenchus/functions/openapi/example-problem';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAnswerCheck } from './answer-check.ts';
import { checkedFetch } from './checked-fetch.ts';
import { servedDocument } from './served-document.ts';

const check = createAnswerCheck(servedDocument);
const origin = 'http://127.0.0.1:4100';
const example = getCase.example.answer;
const address = `${origin}/api/v1/cases/${example.id}`;

const counted = {
  'x-request-id': 'r',
  ratelimit: '"read";r=9;t=60',
  'ratelimit-policy': '"read";q=10;w=60',
};
const good = { ...counted, 'content-type': 'application/json', etag: '"v1.x"' };
const problem = exampleProblem('not_found');
const refused = { 'x-request-id': problem.requestId, 'content-type': 'application/problem+json' };

const faults: string[] = [];
beforeEach(() => {
  faults.length = 0;
});

/** Sends a request whose answer is given. */
function send(url: string, status: number, headers: Record<string, string>, body: unknown, method = 'GET') {
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  const fetch = checkedFetch(async () => new Response(text, { status, headers }), {
    isServed: (each) => each === origin,
    check,
    onFault: (fault) => faults.push(fault),
  });
  return fetch(url, { method });
}

const { etag: _etag, ...untagged } = good;
const { ratelimit: _limit, ...unlimited } = good;
const { 'x-request-id': _id, ...unnamed } = good;

describe('an answer as the document says', () => {
  it.each([
    ['of success', address, 200, good, example],
    ['of nothing new', address, 304, { ...counted, etag: '"v1.x"' }, undefined],
    ['of failure', address, 404, refused, problem],
    ['of a gateway', address, 413, refused, exampleProblem('payload_too_large')],
    ['of no route', `${origin}/nothing`, 404, refused, exampleProblem('route_not_found')],
    [
      'of a path that hides another one',
      `${address}%2f..%2f..`,
      404,
      refused,
      exampleProblem('route_not_found'),
    ],
  ])('goes on to the caller, whole: %s', async (_, url, status, headers, body) => {
    const response = await send(url, status, headers, body);
    expect(await response.text()).toBe(body === undefined ? '' : JSON.stringify(body));
    expect(faults).toEqual([]);
  });
});

describe('an answer that is not as the document says', () => {
  const { clientName: _name, ...incomplete } = example;
  it.each([
    ['a field is missing', 200, good, incomplete, 'clientName'],
    ['a field is not described', 200, good, { ...example, secret: 'x' }, '"secret"'],
    ['a field has another type', 200, good, { ...example, version: '1' }, '/version must be integer'],
    ['a time is none', 200, good, { ...example, createdAt: 'yesterday' }, '/createdAt must match format'],
    ['a status is not described', 201, good, example, 'no such status'],
    ['a code is not described', 404, refused, { ...problem, code: 'legal_hold' }, '/code must be equal'],
    ['a problem has another status', 404, refused, { ...problem, status: 400 }, 'the status 400'],
    ['a problem has another request id', 404, refused, { ...problem, requestId: 'x' }, 'another request id'],
    [
      'a problem has a type without a page',
      404,
      refused,
      { ...problem, type: 'about:blank' },
      'the type about:blank',
    ],
    ['a code is not one of the status', 409, refused, problem, '/code must be equal'],
    ['the request id is missing', 200, unnamed, example, 'X-Request-Id is missing'],
    ['the limits are missing', 200, unlimited, example, 'RateLimit is missing'],
    ['the ETag is missing', 200, untagged, example, 'ETag is missing'],
    [
      'a header is no number',
      429,
      { ...refused, 'retry-after': 'soon' },
      problem,
      'Retry-After: soon it must be integer',
    ],
    [
      'nothing says when to come again',
      429,
      refused,
      exampleProblem('rate_limited'),
      'Retry-After is missing',
    ],
    [
      'the type is another one',
      200,
      { ...good, 'content-type': 'text/html' },
      example,
      'its type is text/html',
    ],
    ['the body is no JSON', 200, good, '{', 'not JSON'],
  ])('fails the call: %s', async (_, status, headers, body, told) => {
    await expect(send(address, status, headers, body)).rejects.toThrow(told);
    expect(faults).toHaveLength(1);
  });

  it('fails the call when it has a body where none is described', async () => {
    const all = { ...counted, 'content-type': 'application/json' };
    const path = `${origin}/api/v1/auth/password/forgot`;
    await expect(send(path, 202, all, {}, 'POST')).rejects.toThrow('it has a body');
  });

  it('fails the call when no route is known', async () => {
    await expect(send(`${origin}/nothing`, 200, good, example)).rejects.toThrow('no route is known');
    await expect(send(address, 200, good, example, 'PUT')).rejects.toThrow('no route is known');
  });
});

it.each(['http://127.0.0.1:9/api/v1/cases', `${origin}/_aws/s3/bucket`, `${origin}/dev/outbox`])(
  'what is not of the API is left alone: %s',
  async (url) => {
    expect((await send(url, 418, {}, 'x')).status).toBe(418);
    expect(faults).toEqual([]);
  },
);
