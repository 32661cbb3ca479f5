import type { HttpRow } from '@elenchus/functions/function-row';
import { functionTable } from '@elenchus/functions/table';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { json, password } from '../support/client.ts';

const url = inject('apiUrl');
const rows = functionTable.filter((row): row is HttpRow => row.trigger === 'http');
let token: string;

beforeAll(async () => {
  const response = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: `${crypto.randomUUID()}@c.example`,
      password,
      fullName: 'C',
      organizationName: 'C',
    }),
  });
  token = (await json<{ accessToken: string }>(response)).accessToken;
});

function send(row: HttpRow, options: { body?: string; type?: string; params?: string; query?: string } = {}) {
  const path = row.contract.path.replace(/\{\w+\}/g, options.params ?? crypto.randomUUID());
  return fetch(`${url}${path}${options.query ?? ''}`, {
    method: row.contract.method,
    headers: { authorization: `Bearer ${token}`, 'content-type': options.type ?? 'application/json' },
    ...(options.body !== undefined && { body: options.body }),
  });
}

async function expectProblem(response: Response, status: number, code: string) {
  const problem = await json<{ code: string; requestId: string }>(response);
  expect([response.status, problem.code]).toEqual([status, code]);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  expect(problem).toMatchObject({ status, type: expect.any(String), title: expect.any(String) });
}

describe('routes with a body', () => {
  it.each(rows.filter((row) => row.contract.body).map((row) => [row.operation, row] as const))(
    '%s refuses what is no JSON, another type, unknown fields and too much',
    async (_, row) => {
      await expectProblem(await send(row, { body: '{"a":' }), 400, 'malformed_json');
      await expectProblem(await send(row, { body: '{}', type: 'text/plain' }), 415, 'unsupported_media_type');
      await expectProblem(await send(row, { body: '{"surprise":1}' }), 422, 'validation_failed');
      await expectProblem(await send(row, { body: '[]' }), 422, 'validation_failed');
      await expectProblem(await send(row), 422, 'validation_failed');
      const large = JSON.stringify({ padding: 'x'.repeat(1_000_001) });
      await expectProblem(await send(row, { body: large }), 413, 'payload_too_large');
    },
  );
});

describe('routes with an id', () => {
  it.each(rows.filter((row) => row.contract.params).map((row) => [row.operation, row] as const))(
    '%s refuses ids that are none',
    async (_, row) => {
      for (const id of ['x', '1', '%00', "'; drop table documents; --", '..%2f..%2fetc']) {
        const response = await send(row, { params: encodeURIComponent(id) });
        expect([404, 422]).toContain(response.status);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
      }
    },
  );
});

describe('lists', () => {
  it.each(rows.filter((row) => row.contract.query).map((row) => [row.operation, row] as const))(
    '%s refuses unknown parameters and limits out of range',
    async (_, row) => {
      const faults = ['?surprise=1', '?limit=0', '?limit=101', '?limit=x'].slice(
        0,
        'limit' in (row.contract.query?.shape ?? {}) ? 4 : 1,
      );
      for (const query of faults) await expectProblem(await send(row, { query }), 422, 'validation_failed');
    },
  );

  it('refuse a cursor that is none', async () => {
    for (const path of ['/api/v1/cases', '/api/v1/documents']) {
      const response = await fetch(`${url}${path}?cursor=nonsense`, {
        headers: { authorization: `Bearer ${token}` },
      });
      await expectProblem(response, 400, 'invalid_cursor');
    }
  });
});

describe('the server', () => {
  it('answers unknown routes and methods with a problem', async () => {
    await expectProblem(await fetch(`${url}/api/v1/nothing`), 404, 'route_not_found');
    await expectProblem(await fetch(`${url}/api/v1/cases`, { method: 'PUT' }), 404, 'route_not_found');
  });

  it('is healthy, says what it is, and documents every route', async () => {
    for (const path of ['/health', '/health/live', '/health/ready']) {
      const response = await fetch(`${url}${path}`);
      expect([path, response.status, (await json<{ status: string }>(response)).status]).toEqual([
        path,
        200,
        'healthy',
      ]);
    }
    expect(await (await fetch(url)).json()).toMatchObject({ name: 'Elenchus' });
    const { paths } = await json<{ paths: Record<string, Record<string, { operationId: string }>> }>(
      await fetch(`${url}/openapi.json`),
    );
    for (const { contract } of rows) {
      expect(paths[contract.path]?.[contract.method.toLowerCase()]?.operationId).toBe(contract.operation);
    }
  });

  it('serves documentation that loads nothing from elsewhere', async () => {
    const response = await fetch(`${url}/docs`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="(https?:)?\/\//);
    expect(page).toContain('SwaggerUIBundle');
  });
});
