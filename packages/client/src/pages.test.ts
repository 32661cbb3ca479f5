import { expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';
import { listCases } from './operations/cases.ts';
import { searchDocuments } from './operations/search.ts';
import { json, makeTiming, serveInTurn } from './testing/test-server.ts';

const page = (ids: readonly string[], nextCursor: string | null) =>
  json(200, { data: ids.map((id) => ({ id })), nextCursor });

it('gives what a list holds, page after page', async () => {
  const { url, seen } = await serveInTurn([page(['1', '2'], 'a+b'), page([], 'c'), page(['3'], null)]);
  const api = createApiClient({ baseUrl: url });
  const ids: string[] = [];
  for await (const { id } of api.all(listCases, { query: { limit: 2, status: 'OPEN' } })) ids.push(id);
  expect(ids).toEqual(['1', '2', '3']);
  expect(seen.map(({ url: path }) => path)).toEqual([
    '/api/v1/cases?limit=2&status=OPEN',
    '/api/v1/cases?limit=2&status=OPEN&cursor=a%2Bb',
    '/api/v1/cases?limit=2&status=OPEN&cursor=c',
  ]);
});

it('pages a search by its body, and asks for no page that nobody wants', async () => {
  const { url, seen } = await serveInTurn([page(['1'], 'a'), page(['2'], 'b')]);
  const api = createApiClient({ baseUrl: url });
  const found: number[] = [];
  for await (const { data } of api.pages(searchDocuments, { body: { query: 'boiler' } })) {
    found.push(data.length);
    if (found.length === 2) break;
  }
  expect(found).toEqual([1, 1]);
  expect(seen.map(({ body }) => JSON.parse(body))).toEqual([
    { query: 'boiler' },
    { query: 'boiler', cursor: 'a' },
  ]);
});

it('outlives a fault that passes, and fails in mid-way after what it has given', async () => {
  const { url } = await serveInTurn([
    page(['1'], 'a'),
    json(503, {}),
    page(['2'], 'b'),
    json(400, { code: 'invalid_cursor' }),
  ]);
  const api = createApiClient({ baseUrl: url, timing: makeTiming().timing });
  const ids: string[] = [];
  const readAll = async () => {
    for await (const { id } of api.all(listCases)) ids.push(id);
  };
  await expect(readAll()).rejects.toMatchObject({ code: 'invalid_cursor' });
  expect(ids).toEqual(['1', '2']);
});

it('does not go round in circles', async () => {
  const { url, seen } = await serveInTurn([page(['1'], 'a')]);
  const pages = createApiClient({ baseUrl: url }).pages(listCases);
  await expect(Array.fromAsync(pages)).rejects.toThrow('listCases gives the same page again and again');
  expect(seen).toHaveLength(2);
});
