import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ParserPool } from './parser-pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'parser-fairness-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('quick files pass slow ones, and the processes at work are bounded', async () => {
  const held = new Set<ServerResponse>();
  let [released, most, starts] = [false, 0, 0];
  const server = createServer(({ url }, response) => {
    if (url?.includes('quick') || released) return void response.end();
    held.add(response);
    starts += 1;
    most = Math.max(most, held.size);
    response.on('close', () => held.delete(response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const asking = join(folder, 'asking.mjs');
  writeFileSync(
    asking,
    `process.on('message', async ({ path }) => {
       await (await fetch('http://127.0.0.1:${port}/' + encodeURIComponent(path))).text();
       process.send({ type: 'done', outcome: { outcome: 'rejected', code: 'no_text', message: '' }, reusable: true });
     });
     process.send({ type: 'ready' });`,
  );
  const fair = new ParserPool({ workerPath: asking, wasmPath: '', size: 1, slowSize: 1, slowAfterMs: 1000 });
  const parse = (path: string) => fair.parse({ path, mediaType: 'text/plain' });
  const slow = Array.from({ length: 3 }, (_, number) => parse(`slow ${number}`));
  const quick = Array.from({ length: 4 }, (_, number) => parse(`quick ${number}`));
  expect(await Promise.all(quick)).toHaveLength(4);
  released = true;
  for (const response of held) response.end();
  expect(await Promise.all(slow)).toHaveLength(3);
  expect(starts).toBe(3);
  // One that is being ended may still hold its connection.
  expect(most).toBeLessThanOrEqual(3);
  await fair.close();
  server.closeAllConnections();
  server.close();
});
