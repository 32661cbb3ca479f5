import { updateProfile } from '@elenchus/contracts/identity/member-routes';
import { login } from '@elenchus/contracts/identity/routes';
import type { ErrorCode } from '@elenchus/contracts/platform/errors';
import type { RouteContract } from '@elenchus/contracts/platform/route';
import { ProblemError } from '@elenchus/core/platform/errors';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { parseRequest } from './parse-request.ts';

/** What a body is refused for. */
function refusalOf(contract: RouteContract, body: string): ProblemError {
  const event: Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'> = {
    headers: { 'content-type': 'application/json' },
    body,
    isBase64Encoded: false,
  };
  try {
    parseRequest(contract, event as APIGatewayProxyEventV2);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  return expect.fail('nothing was refused');
}

const code: ErrorCode = 'validation_failed';

describe('a refusal fits into an answer of a function, 6 MB, whatever is sent', () => {
  it('of more wrong fields than anybody reads', () => {
    const fields = Array.from({ length: 110_000 }, (_, index) => [index.toString(36), 1]);
    const refusal = refusalOf(login, JSON.stringify(Object.fromEntries(fields)));
    expect(refusal.code).toBe(code);
    expect(refusal.fields).toHaveLength(1000);
    expect(refusal.fields?.[0]).toMatchObject({ field: 'body.email' });
  });

  it('of names that are the whole body', () => {
    const name = 'a'.repeat(900_000);
    const refusal = refusalOf(updateProfile, JSON.stringify({ preferences: { [name]: '\u0000' } }));
    expect(refusal.code).toBe(code);
    expect(JSON.stringify(refusal.fields).length).toBeLessThan(1000);
  });

  it('and names every field that is wrong in ordinary ones', () => {
    const { fields } = refusalOf(login, JSON.stringify({ email: 'x', pasword: 'y' }));
    expect(fields?.map(({ field }) => field)).toEqual(['body.email', 'body.password', 'body.pasword']);
  });
});
