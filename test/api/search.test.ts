import type { ApiClient } from '@elenchus/client/api-client';
import { retrievePassages, searchDocuments, suggestNames } from '@elenchus/contracts/search/routes';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ended, json, makeFirm, textFile, upload } from '../support/client.ts';

const url = inject('apiUrl');
let api: ApiClient;
let accessToken: string;
let caseId: string;
let documentId: string | undefined;

beforeAll(async () => {
  ({ api, accessToken, caseId } = await makeFirm(url));
  const ids = await upload(api, caseId, [
    textFile(
      'lease.txt',
      'The landlord lets the premises.\n\nEither party may terminate this lease upon sixty days notice.',
    ),
    textFile('notes.md', '# Harvest\n\nThe harvest failed because of hail.'),
  ]);
  documentId = ids[0];
  await Promise.all(ids.map((id) => ended(api, id)));
});

describe('search', () => {
  it('answers hits with offsets, highlights, facets and a cursor', async () => {
    const body = { query: 'When may a party terminate?', caseId, facets: ['type' as const], limit: 1 };
    const found = await api.call(searchDocuments, { body });
    expect(found).toMatchObject({
      data: [
        {
          fileName: 'lease.txt',
          pageFrom: 1,
          caseId,
          scores: { vector: expect.any(Number), text: expect.any(Number) },
        },
      ],
      facets: { type: expect.arrayContaining([{ value: 'text/plain', count: 1 }]) },
      path: 'exact',
    });
    expect(found.data[0]?.highlights[0]).toContain('terminate');
  });

  it('filters strictly by operators, and lists without a query', async () => {
    const names = async (body: object) =>
      (await api.call(searchDocuments, { body: { caseId, mode: 'hybrid', limit: 10, ...body } })).data.map(
        (hit) => hit.fileName,
      );
    expect(await names({ query: '"sixty days" AND NOT hail' })).toEqual(['lease.txt']);
    expect(await names({ sort: 'name' })).toEqual(['lease.txt', 'notes.md']);
    expect(await names({ sort: 'name', filters: { type: 'md' } })).toEqual(['notes.md']);
  });

  it.each([
    [{ sort: 'size' }, 'body.sort'],
    [{ filters: { dateFrom: 'yesterday' } }, 'body.filters.dateFrom'],
    [{ filters: { dateFrom: '0000-01-01' } }, 'body.filters.dateFrom'],
    [{ facets: ['colour'] }, 'body.facets.0'],
    [{ filters: { colour: 'red' } }, 'body.filters.colour'],
  ])('refuses %j', async (body, field) => {
    const response = await fetch(`${url}/api/v1/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ query: 'x', ...body }),
    });
    expect(response.status).toBe(422);
    const { errors } = await json<{ errors: { field: string }[] }>(response);
    expect(errors.map((error) => error.field)).toContain(field);
  });
});

it.each([{ note: 'a\u0000' }, { note: { 'a\ud800': 1 } }])(
  'notes on a document that cannot be stored are refused: %j',
  async (metadata) => {
    const response = await fetch(`${url}/api/v1/documents/${documentId}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ metadata }),
    });
    expect(response.status).toBe(422);
    const { errors } = await json<{ errors: { field: string }[] }>(response);
    expect(errors[0]?.field).toBe('body.metadata.note');
  },
);

it('retrieval answers passages above the threshold', async () => {
  const body = { query: 'terminate the lease upon notice', caseId, topK: 1 };
  expect((await api.call(retrievePassages, { body })).data).toMatchObject([{ fileName: 'lease.txt' }]);
  expect((await api.call(retrievePassages, { body: { ...body, threshold: 0.99 } })).data).toEqual([]);
});

it('suggestions begin with two characters', async () => {
  const { suggestions, details } = await api.call(suggestNames, { query: { prefix: 'le', caseId } });
  expect(suggestions[0]).toBe('lease.txt');
  expect(details[0]).toEqual({ text: 'lease.txt', kind: 'document' });
  const response = await fetch(`${url}/api/v1/search/suggest?prefix=l`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(response.status).toBe(422);
});
