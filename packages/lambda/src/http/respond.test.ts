import { route } from '@elenchus/contracts/platform/route';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { respond, respondProblem, respondStored } from './respond.ts';

const body = z.object({ version: z.int() });
const base = {
  path: '/things/{thingId}',
  tag: 'Things',
  summary: 'A thing',
  auth: { kind: 'user', role: 'viewer' },
  errors: [],
} as const;
const success = { status: 200, description: 'The thing', body } as const;
const getThing = route({ ...base, operation: 'getThing', method: 'GET', success });
const updateThing = route({
  ...base,
  operation: 'updateThing',
  method: 'PATCH',
  takesIfMatch: true,
  success,
});
const getPage = route({
  ...base,
  operation: 'getPage',
  method: 'GET',
  success: { ...success, contentType: 'text/html', body: z.string() },
});
const goElsewhere = route({
  ...base,
  operation: 'goElsewhere',
  method: 'GET',
  success: { status: 302, description: 'Elsewhere' },
});

const asked = { headers: { 'x-request-id': 'r' }, requestHeaders: {} };
const thing = { version: 3 };
const details = { code: 'not_found', detail: 'x', instance: '/x', requestId: 'r' } as const;

describe('security headers', () => {
  it.each([
    ['JSON', respond(updateThing, thing, asked)],
    ['a problem', respondProblem(details)],
    ['a kept answer', respondStored(updateThing, { statusCode: 200, body: '{"version":3}' }, {})],
    ['a page', respond(getPage, '<!doctype html>', asked)],
    ['a redirection', respond(goElsewhere, { location: '/' }, asked)],
  ])('stand on %s, which nobody keeps', (_, { headers }) => {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
  });

  it('let no answer but our own pages run anything, and nobody frame either', () => {
    const nothing = "default-src 'none'; frame-ancestors 'none'";
    expect(respondProblem(details).headers).toMatchObject({ 'content-security-policy': nothing });
    expect(respond(getThing, thing, asked).headers).toMatchObject({ 'content-security-policy': nothing });
    const policy = String(respond(getPage, '', asked).headers?.['content-security-policy']);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*/);
  });
});

describe('an answer with an ETag', () => {
  it('may be kept by who asked, to ask whether it is still right', () => {
    const first = respond(getThing, thing, asked);
    expect(first.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      etag: expect.stringMatching(/^"v3\./),
    });
    const requestHeaders = { 'if-none-match': String(first.headers?.['etag']) };
    const again = respond(getThing, thing, { ...asked, requestHeaders });
    expect(again).toMatchObject({
      statusCode: 304,
      headers: { ...asked.headers, etag: first.headers?.['etag'] },
    });
    expect(again.headers).toMatchObject({ 'cache-control': 'private, no-cache' });
    expect(again.body).toBeUndefined();
  });

  it('has it on a change too, also when the answer is repeated for its key', () => {
    const { headers, body: json } = respond(updateThing, thing, asked);
    expect(headers).toHaveProperty('etag');
    const requestHeaders = { 'if-none-match': String(headers?.['etag']) };
    expect(respond(updateThing, thing, { ...asked, requestHeaders }).statusCode).toBe(200);
    const repeated = respondStored(updateThing, { statusCode: 200, body: String(json) }, {});
    expect(repeated.headers).toMatchObject({ etag: headers?.['etag'] });
    const failed = respondStored(updateThing, { statusCode: 409, body: '{"version":3}' }, {});
    expect(failed.headers).not.toHaveProperty('etag');
    expect(failed.headers).toMatchObject({ 'content-type': 'application/problem+json' });
  });
});
