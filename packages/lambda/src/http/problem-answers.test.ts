import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { beforeEach, expect, it, vi } from 'vitest';
import { problemAnswers } from './problem-answers.ts';

beforeEach(() => {
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
  return () => vi.unstubAllEnvs();
});

async function answerTo(error: Error) {
  const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problemAnswers('test'))
    .handler(() => Promise.reject(error));
  const event = { requestContext: { requestId: 'r', http: { path: '/x' } } } as APIGatewayProxyEventV2;
  const { statusCode, body } = await handler(event, {} as Context);
  return { statusCode, body: String(body) };
}

/** As drizzle throws it: the statement in the message, the fault of PostgreSQL as its cause. */
function failedQuery(sqlState: string): Error {
  const cause = Object.assign(new Error('date/time field value out of range: "secret"'), { code: sqlState });
  return new Error('Failed query: select secret', { cause });
}

it.each(['22001', '22003', '22008', '22021', '22P05'])(
  'a value that PostgreSQL cannot take (%s) is a fault of the request',
  async (sqlState) => {
    const { statusCode, body } = await answerTo(failedQuery(sqlState));
    expect(statusCode).toBe(422);
    expect(JSON.parse(body)).toMatchObject({ code: 'validation_failed' });
    expect(body).not.toContain('secret');
  },
);

it.each(['22012', '23505', '42601', 'ECONNRESET'])('other faults (%s) are our own', async (code) => {
  const { statusCode, body } = await answerTo(failedQuery(code));
  expect(statusCode).toBe(500);
  expect(body).not.toContain('secret');
});
