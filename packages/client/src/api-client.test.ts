import { listCases } from '@elenchus/contracts/cases/routes';
import { expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';
import { createCase, getCase } from './operations/cases.ts';
import { deleteDocument, getDocumentContent, updateDocument } from './operations/documents.ts';
import { login } from './operations/identity.ts';
import { closedUrl, json, serve, serveInTurn } from './testing/test-server.ts';

const once = { attempts: 1 };

/** A client of a server that answers everything alike. */
async function clientOf(status: number, type: string, body: string, signal?: AbortSignal) {
  const baseUrl = await serve((_request, response) => {
    response.writeHead(status, { 'content-type': type, 'x-request-id': 'r-1' }).end(body);
  });
  return {
    api: createApiClient({ baseUrl, retry: once, ...(signal && { signal }) }),
    ticket: ticketFor(baseUrl),
  };
}

const ticketFor = (url: string) => ({ documentId: 'd', fileName: 'f', url, fields: {}, expiresAt: '' });

it('sends what a route takes, and gives what it answers', async () => {
  const { url, seen } = await serveInTurn([json(201, { id: '1' }), json(200, { pages: [] }), json(200, {})]);
  const api = createApiClient({ baseUrl: `${url}/`, apiKey: 'k' });
  expect(await api.call(createCase, { body: { clientName: 'Ä' } })).toEqual({ id: '1' });
  await api.call(getDocumentContent, { params: { documentId: 'a/b' }, query: { page: 2, boxes: true } });
  api.signIn('t');
  await api.call(updateDocument, { params: { documentId: 'd' }, body: { tags: [] }, ifMatch: '"v1"' });
  expect(seen).toMatchObject([
    {
      method: 'POST',
      url: '/api/v1/cases',
      body: '{"clientName":"Ä"}',
      headers: { 'x-api-key': 'k', 'content-type': 'application/json' },
    },
    { method: 'GET', url: '/api/v1/documents/a%2Fb/content?page=2&boxes=true', body: '' },
    { method: 'PATCH', headers: { authorization: 'Bearer t', 'if-match': '"v1"' } },
  ]);
  expect(seen[1]?.headers).not.toHaveProperty('content-type');
  expect(seen[2]?.headers).not.toHaveProperty('x-api-key');
});

it('gives each write a key of its own, except for those who are not signed in', async () => {
  const { url, seen } = await serveInTurn([json(200, {})]);
  const api = createApiClient({ baseUrl: url, accessToken: 't' });
  const params = { documentId: 'd' };
  await api.call(createCase, { body: { clientName: 'A' } });
  await api.call(createCase, { body: { clientName: 'A' } });
  await api.call(createCase, { body: { clientName: 'A' }, idempotencyKey: 'mine' });
  await api.call(deleteDocument, { params });
  await api.call(getDocumentContent, { params });
  await api.call(login, { body: { email: 'a@x.example', password: 'p' } });
  const keys = seen.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toEqual([
    expect.stringMatching(/^[0-9a-f]{32}$/),
    expect.stringMatching(/^[0-9a-f]{32}$/),
    'mine',
    expect.stringMatching(/^[0-9a-f]{32}$/),
    undefined,
    undefined,
  ]);
  expect(new Set(keys).size).toBe(5);
  expect(seen.at(-1)?.headers).not.toHaveProperty('authorization');
});

it('tells what has not changed', async () => {
  const { url, seen } = await serveInTurn([
    json(200, { id: '1' }, { etag: '"v1"' }),
    (response) => response.writeHead(304, { etag: '"v1"' }).end(),
  ]);
  const api = createApiClient({ baseUrl: url });
  const params = { caseId: '1' };
  const first = await api.read(getCase, { params });
  expect(first).toEqual({ status: 200, etag: '"v1"', isModified: true, body: { id: '1' } });
  const second = await api.read(getCase, { params, ifNoneMatch: first.etag ?? '' });
  expect(second).toEqual({ status: 304, etag: '"v1"', isModified: false, body: undefined });
  expect(seen[1]?.headers).toMatchObject({ 'if-none-match': '"v1"' });
});

it('takes the page of a proxy for what it is', async () => {
  const { api } = await clientOf(502, 'text/html', '<html>Bad Gateway</html>');
  await expect(api.call(listCases)).rejects.toMatchObject({
    name: 'ApiError',
    status: 502,
    requestId: 'r-1',
    message: 'listCases answered 502: Bad Gateway without details (text/html)',
  });
  const { api: portal } = await clientOf(200, 'text/html', '<html>Welcome to our network</html>');
  await expect(portal.call(listCases)).rejects.toMatchObject({ name: 'ApiError', status: 200 });
  const { api: cut } = await clientOf(200, 'application/json', '{"data": [');
  await expect(cut.call(listCases)).rejects.toThrow('listCases answered 200: the answer is no JSON');
  const { api: other } = await clientOf(403, 'application/json', '"no"');
  await expect(other.call(listCases)).rejects.toThrow('listCases answered 403: Forbidden without details');
});

it('tells which fields were wrong', async () => {
  const errors = [{ field: 'query.limit', message: 'is too big' }];
  const problem = {
    code: 'validation_failed',
    detail: 'Not right.',
    requestId: 'r-2',
    errors: [...errors, 1],
  };
  const { api } = await clientOf(422, 'application/problem+json', JSON.stringify(problem));
  await expect(api.call(listCases)).rejects.toMatchObject({
    code: 'validation_failed',
    requestId: 'r-2',
    fields: errors,
    message: 'listCases answered 422: Not right.; query.limit is too big',
  });
});

it('says why an upload was refused', async () => {
  const xml = '<Error><Code>EntityTooLarge</Code><Message>Your file is too large</Message></Error>';
  const { api, ticket } = await clientOf(400, 'application/xml', xml);
  await expect(api.upload(ticket, new Blob(['a']))).rejects.toMatchObject({
    code: 'EntityTooLarge',
    message: 'upload answered 400: Your file is too large',
  });
});

it('tells that nothing answers, for a call and for an upload', async () => {
  const baseUrl = await closedUrl();
  const api = createApiClient({ baseUrl, retry: once });
  const unreachable = {
    code: 'unreachable',
    message: expect.stringMatching(/127\.0\.0\.1:\d+ does not answer \(.*ECONNREFUSED/),
  };
  await expect(api.call(listCases)).rejects.toMatchObject(unreachable);
  await expect(api.upload(ticketFor(baseUrl), new Blob(['a']))).rejects.toMatchObject(unreachable);
});

it('tells that the connection broke within an answer', async () => {
  const baseUrl = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{', () => response.destroy());
  });
  const api = createApiClient({ baseUrl, retry: once });
  await expect(api.call(listCases)).rejects.toMatchObject({ code: 'unreachable' });
});

it('takes a server that is too slow for one that does not answer', async () => {
  const api = createApiClient({ baseUrl: await serve(() => {}), timeoutMs: 10, retry: once });
  await expect(api.call(listCases)).rejects.toMatchObject({ code: 'unreachable' });
});

it('stops when it is told to, which is no fault of the server', async () => {
  const { api } = await clientOf(200, 'text/html', '', AbortSignal.abort());
  await expect(api.call(listCases)).rejects.toMatchObject({ name: 'AbortError' });
  const stop = new AbortController();
  const baseUrl = await serve(() => stop.abort(new Error('enough')));
  const slow = createApiClient({ baseUrl });
  // Not each fetch throws the reason.
  const other = new AbortController();
  const broken: typeof fetch = () => {
    other.abort(new Error('enough'));
    throw new TypeError('fetch failed');
  };
  await expect(slow.call(listCases, { signal: stop.signal })).rejects.toThrow('enough');
  const ended = createApiClient({ baseUrl, fetch: broken, retry: once }).call(listCases, {
    signal: other.signal,
  });
  await expect(ended).rejects.toThrow('enough');
});

it('tells of a header that cannot be sent as what it is', async () => {
  const { api } = await clientOf(200, 'application/json', '{}');
  api.signIn('two\nlines');
  await expect(api.call(listCases)).rejects.toMatchObject({ name: 'TypeError' });
});

it('does not follow a redirect, whose end would learn the key', async () => {
  const learned: unknown[] = [];
  const elsewhere = await serve((request, response) => {
    learned.push(request.headers);
    response.end('{}');
  });
  const baseUrl = await serve((_request, response) => {
    response.writeHead(302, { location: elsewhere }).end();
  });
  const api = createApiClient({ baseUrl, apiKey: 'elk_secret', retry: once });
  await expect(api.call(listCases)).rejects.toMatchObject({ code: 'unreachable' });
  expect(learned).toEqual([]);
});
