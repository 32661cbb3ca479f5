import * as contracts from '@elenchus/contracts/documents/routes';
import { expect, it } from 'vitest';
import { type ApiClient, createApiClient } from './api-client.ts';
import * as operations from './operations/documents.ts';
import { json, serveInTurn } from './testing/test-server.ts';

/** Never called: the compiler reads it. */
async function typed(client: ApiClient) {
  const params = { documentId: 'd' };
  const ofContract = await client.call(contracts.getDocument, { params });
  const ofOperation: typeof ofContract = await client.call(operations.getDocument, { params });
  const nothing: undefined = await client.call(operations.deleteDocument, { params });
  // @ts-expect-error a parameter is missing
  await client.call(operations.getDocument);
  // @ts-expect-error a body is missing
  await client.call(operations.reprocessDocuments, {});
  // @ts-expect-error there is no such filter
  await client.call(operations.listDocuments, { query: { colour: 'red' } });
  // @ts-expect-error not a status of a document
  await client.call(operations.listDocuments, { query: { status: 'lost' } });
  // @ts-expect-error it is no list
  client.pages(operations.getDocument, { params });
  for await (const { fileName } of client.all(contracts.listDocuments)) fileName.trim();
  for await (const { data } of client.pages(operations.listDocuments)) data[0]?.fileName.trim();
  return [ofOperation.status, nothing];
}

it('names the routes of the contracts', async () => {
  expect(typed).toBeTypeOf('function');
  const byName = new Map(Object.entries(contracts));
  for (const [name, route] of Object.entries(operations)) {
    expect(byName.get(name)).toMatchObject(route);
    expect(Object.keys(route)).toEqual(['operation', 'method', 'path']);
  }
});

it('takes contracts as well', async () => {
  const { url, seen } = await serveInTurn([json(200, { id: 'd' })]);
  const client = createApiClient({ baseUrl: url });
  const params = { documentId: 'd' };
  expect(await client.call(contracts.getDocument, { params })).toEqual({ id: 'd' });
  await client.call(operations.getDocument, { params });
  expect(seen[0]?.url).toBe(seen[1]?.url);
});
