import { allErrors } from '@elenchus/contracts/platform/error-guide';
import type { ErrorCode, GatewayErrorCode } from '@elenchus/contracts/platform/errors';
import type { RouteContract } from '@elenchus/contracts/platform/route';
import { exampleProblem } from './example-problem.ts';

/** Headers of answers, by the names under which operations refer to them. */
export const headers = {
  'X-Request-Id': {
    description: 'Names this request in logs and reports',
    required: true,
    schema: { type: 'string' },
  },
  ETag: {
    description: 'For `If-None-Match` and `If-Match`; holds the version of the resource, where it has one',
    required: true,
    schema: { type: 'string' },
    example: '"v3.BOynuWeHdhxrJevWlKb4i5"',
  },
  RateLimit: {
    description:
      'Of each limit that counted the request: what remains, and the seconds until it begins anew (draft-ietf-httpapi-ratelimit-headers). Absent when the operator has switched limits off, and from an error before the count',
    schema: { type: 'string', pattern: '^"\\w+";r=\\d+;t=\\d+(, "\\w+";r=\\d+;t=\\d+)*$' },
    example: '"write";r=299;t=60',
  },
  'RateLimit-Policy': {
    description: 'Of each of these limits: requests, and seconds of its window',
    schema: { type: 'string', pattern: '^"\\w+";q=\\d+;w=\\d+(, "\\w+";q=\\d+;w=\\d+)*$' },
    example: '"write";q=300;w=60',
  },
  'Retry-After': {
    description: 'Seconds to wait; always there with 429',
    schema: { type: 'integer', minimum: 0 },
  },
  Location: { description: 'Where to go', required: true, schema: { type: 'string' } },
  'Set-Cookie': { description: 'Binds what follows to this browser', schema: { type: 'string' } },
  'WWW-Authenticate': { description: 'Always `Bearer`', required: true, schema: { const: 'Bearer' } },
  'Idempotency-Replayed': {
    description: 'The answer is that of an earlier request with the same `Idempotency-Key`',
    schema: { const: 'true' },
  },
} as const;

export type HeaderName = keyof typeof headers;

/** References to headers, for the answer of an operation. */
export function headerRefs(names: readonly HeaderName[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Headers of requests. */
export const parameters = {
  IdempotencyKey: {
    in: 'header',
    name: 'Idempotency-Key',
    description: 'A value of your own for one thing that is to be done once, such as a UUID',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    example: '6f1b2c9e-2c53-4b58-9d0a-0b7b3c1a7f10',
  },
  IfMatch: {
    in: 'header',
    name: 'If-Match',
    description:
      'The ETag with which the resource was read; when it has another version by now, nothing is changed',
    schema: { type: 'string' },
    example: '"v3.BOynuWeHdhxrJevWlKb4i5"',
  },
  IfNoneMatch: {
    in: 'header',
    name: 'If-None-Match',
    description: 'The ETag of an answer that the caller has; when it is still right, the answer is 304',
    schema: { type: 'string' },
    example: '"v3.BOynuWeHdhxrJevWlKb4i5"',
  },
} as const;

export const parameterRef = (name: keyof typeof parameters) => ({
  $ref: `#/components/parameters/${name}`,
});

/** An example of each error, by its code. */
export const problemExamples = Object.fromEntries(
  (Object.keys(allErrors) as (ErrorCode | GatewayErrorCode)[]).map((code) => [
    code,
    { summary: allErrors[code].title, value: exampleProblem(code) },
  ]),
);

export const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'An access token of a signed-in person. Requirements name the least role, or `superuser` for operators of the platform.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'An API key. Requirements name the scope.',
  },
} as const;

/** Either credential will do where both stand; the lists hold the least role or `superuser`, and the scope. */
export function securityOf({ auth }: RouteContract): Record<string, string[]>[] {
  if (auth.kind === 'public') return [];
  if (auth.kind === 'super') return [{ bearer: ['superuser'] }];
  const bearer = { bearer: [auth.role] };
  return auth.kind === 'any' ? [bearer, { apiKey: [auth.scope] }] : [bearer];
}
