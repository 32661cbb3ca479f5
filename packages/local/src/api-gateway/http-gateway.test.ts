import { type AddressInfo, connect } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, expect, it } from 'vitest';
import { LambdaError } from '../lambda-runtime/lambda-error.ts';
import { createHttpGateway, type HttpGatewayOptions } from './http-gateway.ts';
import { createHttpServer } from './http-server.ts';

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function gateway(invoke: HttpGatewayOptions['invoke'], more: Partial<HttpGatewayOptions> = {}) {
  const route = { method: 'GET', path: '/things/{thingId}', functionArn: 'get' };
  const upload = { method: 'POST', path: '/things', functionArn: 'post' };
  const { handle } = createHttpGateway({
    routes: [route, upload],
    defaultFunctionArn: 'default',
    accountId: '000000000000',
    invoke,
    logger,
    ...more,
  });
  const server = createHttpServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port };
}

/** Answers each request with the event that the function got. */
const echo: HttpGatewayOptions['invoke'] = async (functionArn, event) => ({ functionArn, event });
const echoed = async (response: Response) =>
  (await response.json()) as { functionArn: string; event: APIGatewayProxyEventV2 };

async function raw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(request);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}

it('makes the event of payload format 2.0', async () => {
  const { url } = await gateway(echo);
  const response = await fetch(`${url}/things/a%20b?x=1&x=2&y=%C3%A4+z&empty`, {
    headers: { 'X-Custom': 'one', Cookie: 'a=1; b=2', 'X-Forwarded-For': '10.0.0.1', 'User-Agent': 'test' },
  });
  const { functionArn, event } = await echoed(response);
  expect(functionArn).toBe('get');
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'GET /things/{thingId}',
    rawPath: '/things/a b',
    rawQueryString: 'x=1&x=2&y=%C3%A4+z&empty',
    cookies: ['a=1', 'b=2'],
    headers: { 'x-custom': 'one', 'x-forwarded-for': '10.0.0.1, 127.0.0.1', 'x-forwarded-proto': 'http' },
    queryStringParameters: { x: '1,2', y: 'ä z', empty: '' },
    pathParameters: { thingId: 'a b' },
    requestContext: {
      routeKey: 'GET /things/{thingId}',
      domainName: '127.0.0.1',
      http: {
        method: 'GET',
        path: '/things/a b',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'test',
      },
      requestId: expect.any(String),
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
    },
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty('cookie');
  expect(event).not.toHaveProperty('body');
});

it('joins repeated headers by commas', async () => {
  const { port } = await gateway(echo);
  const answer = await raw(
    port,
    'GET /things/1 HTTP/1.1\r\nHost: h\r\nAccept: a\r\nAccept: b\r\nConnection: close\r\n\r\n',
  );
  expect(answer).toContain('"accept":"a,b"');
});

it.each([
  ['application/json', '{"ä":1}', '{"ä":1}', false],
  ['application/vnd.api+json; charset=utf-8', '{}', '{}', false],
  ['application/octet-stream', 'ab', 'YWI=', true],
  ['application/x-www-form-urlencoded', 'a=1', 'YT0x', true],
])('carries a body of type %s', async (type, sent, body, isBase64Encoded) => {
  const { url } = await gateway(echo);
  const response = await fetch(`${url}/things`, {
    method: 'POST',
    body: sent,
    headers: { 'content-type': type },
  });
  expect((await echoed(response)).event).toMatchObject({ body, isBase64Encoded });
});

it('sends text that is not UTF-8 as base64', async () => {
  const { url } = await gateway(echo);
  const body = new Uint8Array([0xff, 0xfe]);
  const response = await fetch(`${url}/things`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  expect((await echoed(response)).event).toMatchObject({ body: '//4=', isBase64Encoded: true });
});

it('sends what no route takes to the default function', async () => {
  const { url } = await gateway(echo);
  const { functionArn, event } = await echoed(await fetch(`${url}/nothing`));
  expect(functionArn).toBe('default');
  expect(event.routeKey).toBe('$default');
});

it('answers as the function says: status, headers, cookies, binary body', async () => {
  const { url } = await gateway(async () => ({
    statusCode: 201,
    headers: { 'Content-Type': 'image/png', 'X-Number': 5, Connection: 'close', 'Content-Length': '999' },
    cookies: ['a=1; Secure', 'b=2'],
    body: Buffer.from([0, 255]).toString('base64'),
    isBase64Encoded: true,
  }));
  const response = await fetch(`${url}/things/1`);
  expect(response.status).toBe(201);
  expect(response.headers.get('x-number')).toBe('5');
  expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255]);
});

it('answers 204 without a body', async () => {
  const { url } = await gateway(async () => ({ statusCode: 204 }));
  const response = await fetch(`${url}/things/1`);
  expect([response.status, await response.text(), response.headers.get('content-length')]).toEqual([
    204,
    '',
    null,
  ]);
});

it.each([
  [{ statusCode: 'many' }],
  [{ statusCode: 200, body: {} }],
  [{ statusCode: 200, headers: { 'x-a': 'b\r\nset-cookie: c' } }],
])('answers 500 to the malformed answer %j', async (answer) => {
  const { url } = await gateway(async () => answer);
  const response = await fetch(`${url}/things/1`);
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({
    code: 'internal',
    requestId: response.headers.get('x-request-id'),
  });
});

it('answers 500 without internals when the function fails', async () => {
  const { url } = await gateway(() => Promise.reject(new LambdaError('Error', 'secret path /etc')));
  const response = await fetch(`${url}/things/1`);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.text()).not.toContain('secret');
  expect(response.status).toBe(500);
});

it('answers 503 when the function takes too long', async () => {
  const never: HttpGatewayOptions['invoke'] = (_arn, _event, { signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const { url } = await gateway(never, { integrationTimeoutMs: 20 });
  const response = await fetch(`${url}/things/1`);
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'not_ready']);
});

it('answers 413 above 10 MB, announced or not, and goes on', async () => {
  const { url } = await gateway(echo);
  const large = new Uint8Array(10 * 1024 * 1024 + 1);
  const announced = await fetch(`${url}/things`, { method: 'POST', body: large });
  expect(announced.status).toBe(413);
  const stream = new ReadableStream({
    start(controller) {
      for (let sent = 0; sent <= large.length; sent += 1024 * 1024)
        controller.enqueue(new Uint8Array(1024 * 1024));
      controller.close();
    },
  });
  const chunked = await fetch(`${url}/things`, {
    method: 'POST',
    body: stream,
    duplex: 'half',
  } as RequestInit);
  expect(chunked.status).toBe(413);
  expect(await chunked.json()).toMatchObject({ code: 'payload_too_large' });
  expect((await fetch(`${url}/things/1`)).status).toBe(200);
});

it.each([
  ['GET /things/%E0%A4%A HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 400],
  ['GET /things/%00 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 200],
  ['GET http://other/things/1?a=%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 200],
  ['GET //things HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 200],
  ['OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 400],
  ['nonsense\r\n\r\n', 400],
  [`GET / HTTP/1.1\r\nHost: h\r\nX-Long: ${'a'.repeat(11_000)}\r\n\r\n`, 431],
])('survives %s', async (request, status) => {
  const { port, url } = await gateway(echo);
  const answer = await raw(port, request);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  if (status !== 200) expect(answer).toContain('application/problem+json');
  expect((await fetch(`${url}/things/1`)).status).toBe(200);
});

it('answers preflight requests and adds the headers for other origins', async () => {
  const cors = {
    allowOrigins: ['https://app.example'],
    allowMethods: ['*'],
    allowHeaders: ['authorization'],
    exposeHeaders: ['etag', 'ratelimit'],
    maxAgeSeconds: 60,
  };
  const { url } = await gateway(echo, { cors });
  const origin = { origin: 'https://app.example' };
  const preflight = await fetch(`${url}/things/1`, {
    method: 'OPTIONS',
    headers: { ...origin, 'access-control-request-method': 'GET' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'authorization',
  ]);
  const answer = await fetch(`${url}/things/1`, { headers: origin });
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect(answer.headers.get('access-control-expose-headers')).toBe('etag,ratelimit');
  const refused = await fetch(`${url}/%zz`, { headers: origin });
  expect([refused.status, refused.headers.get('access-control-expose-headers')]).toEqual([
    400,
    'etag,ratelimit',
  ]);
  const foreign = await fetch(`${url}/things/1`, { headers: { origin: 'https://evil.example' } });
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  expect(foreign.headers.get('access-control-expose-headers')).toBeNull();
});
