import type { Logger } from '@elenchus/core/platform/context';
import { ProblemError } from '@elenchus/core/platform/errors';
import { DatabaseUnavailableError } from '@elenchus/db/errors';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, it } from 'vitest';
import { answerProblem } from './answer-problem.ts';

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

function answerTo(error: unknown) {
  const event = { requestContext: { requestId: 'r', http: { path: '/x' } } } as APIGatewayProxyEventV2;
  const headers = { 'x-request-id': 'r', ratelimit: '"read";r=0;t=9' };
  const { statusCode, body, headers: sent } = answerProblem(error, { event, logger: silent, headers });
  return { statusCode, body: String(body), headers: sent };
}

/** As drizzle throws it: the statement in the message, the fault of PostgreSQL as its cause. */
function failedQuery(sqlState: string): Error {
  const cause = Object.assign(new Error('date/time field value out of range: "secret"'), { code: sqlState });
  return new Error('Failed query: select secret', { cause });
}

it.each(['22001', '22003', '22008', '22021', '22P05'])(
  'a value that PostgreSQL cannot take (%s) is a fault of the request',
  (sqlState) => {
    const { statusCode, body } = answerTo(failedQuery(sqlState));
    expect(statusCode).toBe(422);
    expect(JSON.parse(body)).toMatchObject({ code: 'validation_failed' });
    expect(body).not.toContain('secret');
  },
);

it.each(['23503', '23505', '40001', '40P01'])(
  "two requests in each other's way (%s) are a conflict",
  (code) => {
    const failed = failedQuery(code);
    Object.assign(failed.cause ?? {}, { severity: 'ERROR' });
    const { statusCode, body } = answerTo(failed);
    expect([statusCode, JSON.parse(body).code]).toEqual([409, 'conflict']);
    expect(body).not.toContain('secret');
  },
);

it.each(['22012', '42601', 'ECONNRESET'])('other faults (%s) are our own', (code) => {
  const { statusCode, body } = answerTo(failedQuery(code));
  expect(statusCode).toBe(500);
  expect(body).not.toContain('secret');
});

it.each([
  [false, 'Try again.'],
  [true, 'Read what is there'],
])(
  'a database that cannot be reached (change stored or not: %s) is a matter of time',
  (mayHaveCommitted, advice) => {
    const cause = new Error('read ECONNRESET');
    const lost = new DatabaseUnavailableError('The connection was lost.', { cause, mayHaveCommitted });
    const { statusCode, body, headers } = answerTo(new Error('Failed query: select secret', { cause: lost }));
    expect(statusCode).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ code: 'not_ready', detail: expect.stringContaining(advice) });
    expect(body).not.toContain('secret');
    expect(headers).toMatchObject({ 'retry-after': '1' });
  },
);

it('tells when to come again, and keeps the headers that every answer has', () => {
  const { statusCode, headers } = answerTo(new ProblemError('locked_out', 'x', { retryAfterSeconds: 900 }));
  expect(statusCode).toBe(429);
  expect(headers).toMatchObject({ 'retry-after': '900', 'x-request-id': 'r', ratelimit: '"read";r=0;t=9' });
});
