import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { listCases } from '@elenchus/contracts/cases/routes';
import { expect, it, onTestFinished } from 'vitest';
import { createApiClient } from './api-client.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A client of a server that answers everything alike. */
async function clientOf(status: number, type: string, body: string, signal = new AbortController().signal) {
  const url = await serve((_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  return { api: createApiClient(url, signal), ticket: ticketFor(url) };
}

const ticketFor = (url: string) => ({ documentId: 'd', fileName: 'f', url, fields: {}, expiresAt: '' });
const thisFile = fileURLToPath(import.meta.url);

it('takes the page of a proxy for what it is', async () => {
  const { api } = await clientOf(502, 'text/html', '<html>Bad Gateway</html>');
  await expect(api.call(listCases)).rejects.toMatchObject({
    name: 'ApiError',
    status: 502,
    message: 'listCases answered 502: Bad Gateway without details (text/html)',
  });
  const { api: portal } = await clientOf(200, 'text/html', '<html>Welcome to our network</html>');
  await expect(portal.call(listCases)).rejects.toMatchObject({ name: 'ApiError', status: 200 });
  const { api: cut } = await clientOf(200, 'application/json', '{"data": [');
  await expect(cut.call(listCases)).rejects.toThrow('listCases answered 200: the answer is no JSON');
});

it('tells which fields were wrong', async () => {
  const errors = [{ field: 'query.limit', message: 'is too big' }];
  const body = JSON.stringify({ code: 'validation_failed', detail: 'Not right.', errors });
  const { api } = await clientOf(422, 'application/problem+json', body);
  await expect(api.call(listCases)).rejects.toMatchObject({
    code: 'validation_failed',
    fields: errors,
    message: 'listCases answered 422: Not right.; query.limit is too big',
  });
});

it('says why an upload was refused', async () => {
  const xml = '<Error><Code>EntityTooLarge</Code><Message>Your file is too large</Message></Error>';
  const { api, ticket } = await clientOf(400, 'application/xml', xml);
  await expect(api.upload(ticket, thisFile)).rejects.toMatchObject({
    code: 'EntityTooLarge',
    message: 'upload answered 400: Your file is too large',
  });
});

it('tells that nothing answers, for a call and for an upload', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((resolve) => closed.close(resolve));
  const api = createApiClient(url, new AbortController().signal);
  const unreachable = {
    code: 'unreachable',
    message: expect.stringMatching(/127\.0\.0\.1:\d+ does not answer \(.*ECONNREFUSED/),
  };
  await expect(api.call(listCases)).rejects.toMatchObject(unreachable);
  await expect(api.upload(ticketFor(url), thisFile)).rejects.toMatchObject(unreachable);
});

it('tells that the connection broke within an answer', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{', () => response.destroy());
  });
  const api = createApiClient(url, new AbortController().signal);
  await expect(api.call(listCases)).rejects.toMatchObject({ code: 'unreachable' });
});

it('takes a server that is too slow for one that does not answer', async () => {
  const api = createApiClient(await serve(() => {}), AbortSignal.timeout(10));
  await expect(api.call(listCases)).rejects.toMatchObject({ code: 'unreachable' });
});

it('stops when it is told to, which is no fault of the server', async () => {
  const { api } = await clientOf(200, 'text/html', '', AbortSignal.abort());
  await expect(api.call(listCases)).rejects.toMatchObject({ name: 'AbortError' });
});
