import { errorCodesOf } from '@elenchus/contracts/platform/route';
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

async function expectProblem(response: Response, status: number, code: string, row?: HttpRow) {
  const problem = await json<{ code: string; requestId: string }>(response);
  expect([response.status, problem.code]).toEqual([status, code]);
  if (row) expect(errorCodesOf(row.contract)).toContain(code);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  expect(problem).toMatchObject({ status, type: expect.any(String), title: expect.any(String) });
}

describe('routes with a body', () => {
  it.each(rows.filter((row) => row.contract.body).map((row) => [row.operation, row] as const))(
    '%s refuses what is no JSON, another type, unknown fields and too much',
    async (_, row) => {
      await expectProblem(await send(row, { body: '{"a":' }), 400, 'malformed_json', row);
      await expectProblem(
        await send(row, { body: '{}', type: 'text/plain' }),
        415,
        'unsupported_media_type',
        row,
      );
      await expectProblem(await send(row, { body: '{"surprise":1}' }), 422, 'validation_failed', row);
      await expectProblem(await send(row, { body: '[]' }), 422, 'validation_failed', row);
      if (!row.contract.bodyIsOptional) {
        await expectProblem(await send(row), 422, 'validation_failed', row);
      }
      const large = JSON.stringify({ padding: 'x'.repeat(1_000_001) });
      await expectProblem(await send(row, { body: large }), 413, 'payload_too_large', row);
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

describe('odd values', () => {
  const half = '\ud800';
  it.each([
    ['createCase', { clientName: half }],
    ['createConversation', { title: half }],
    ['postMessage', { content: half }],
    ['searchDocuments', { query: half }],
    ['createUploads', { caseId: crypto.randomUUID(), files: [{ fileName: half, sizeBytes: 1 }] }],
    ['searchDocuments', { query: '\u0000' }],
    ['postMessage', { content: '\u0000' }],
  ])('%s refuses text that cannot be stored: %j', async (operation, body) => {
    const row = rows.find((each) => each.operation === operation) ?? expect.fail();
    await expectProblem(await send(row, { body: JSON.stringify(body) }), 422, 'validation_failed', row);
  });

  it.each(['?revision=99999999999', '?page=99999999999', '?fromPage=99999999999'])(
    'of a text never end in a fault: %s',
    async (query) => {
      const row = rows.find((each) => each.operation === 'getDocumentContent') ?? expect.fail();
      await expectProblem(await send(row, { query }), 422, 'validation_failed', row);
    },
  );

  it('are names of files like those of an object', async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const created = await fetch(`${url}/api/v1/cases`, {
      method: 'POST',
      headers,
      body: '{"clientName":"X"}',
    });
    const { id: caseId } = await json<{ id: string }>(created);
    const files = ['x.constructor', 'constructor', 'a.__proto__'].map((fileName) => ({
      fileName,
      sizeBytes: 1,
    }));
    const response = await fetch(`${url}/api/v1/documents/uploads`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ caseId, files }),
    });
    expect(response.status).toBe(201);
  });
});

describe('lists', () => {
  // To where Google sends browsers, it brings parameters of its own.
  const strict = rows.filter((row) => row.contract.query && row.operation !== 'finishGoogleSignIn');
  it.each(strict.map((row) => [row.operation, row] as const))(
    '%s refuses unknown parameters and limits out of range',
    async (_, row) => {
      const faults = ['?surprise=1', '?limit=0', '?limit=101', '?limit=x'].slice(
        0,
        'limit' in (row.contract.query?.shape ?? {}) ? 4 : 1,
      );
      for (const query of faults)
        await expectProblem(await send(row, { query }), 422, 'validation_failed', row);
    },
  );

  it('refuse a cursor that is none', async () => {
    const large = Buffer.from('99999999999').toString('base64url');
    for (const cursor of ['nonsense', large]) {
      const row = rows.find((each) => each.operation === 'searchDocuments') ?? expect.fail();
      await expectProblem(
        await send(row, { body: JSON.stringify({ query: 'x', cursor }) }),
        400,
        'invalid_cursor',
      );
    }
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
