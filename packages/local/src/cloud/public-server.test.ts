import { expect, it, onTestFinished } from 'vitest';
import { objectStorePath, openPublicServer } from './public-server.ts';

async function open() {
  const server = await openPublicServer('127.0.0.1', 0);
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await server.close();
    isClosed = true;
  };
  onTestFinished(close);
  return { server, close, url: `http://127.0.0.1:${server.port}` };
}

it('names the port that is taken and what to do', async () => {
  const { server } = await open();
  await expect(openPublicServer('127.0.0.1', server.port)).rejects.toThrow(
    new RegExp(`^Port ${server.port} is in use .* npm start -- --port ${server.port + 1}$`),
  );
});

it('answers 503 until it serves, and again while it drains, but goes on with objects', async () => {
  const { server, url } = await open();
  const statusOf = async (path: string) => (await fetch(url + path)).status;
  const early = await fetch(`${url}/health/ready`);
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await early.json()).toMatchObject({ code: 'not_ready', instance: '/health/ready' });

  server.mountObjectStore(async (_request, response) => void response.end('object'));
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  server.serve(async (request, response) => {
    if (request.url === '/slow') {
      enter();
      await held;
    }
    response.end('api');
  });
  expect(await statusOf('/health/ready')).toBe(200);
  const slow = statusOf('/slow');
  await entered;
  const drained = server.drain(60_000);
  expect(await statusOf('/health/ready')).toBe(503);
  expect(await statusOf(`${objectStorePath}/bucket/key`)).toBe(200);
  release();
  await drained;
  expect(await slow).toBe(200);
});

it('drains no longer than it may', async () => {
  const { server, url, close } = await open();
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  server.serve(() => {
    enter();
    return new Promise(() => undefined);
  });
  const hanging = fetch(url).catch((error: Error) => error);
  await entered;
  await server.drain(1);
  await close();
  expect(await hanging).toBeInstanceOf(Error);
});
