import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Options } from '../options.ts';
import { type Cloud, startCloud } from './start-cloud.ts';

const repositoryFolder = fileURLToPath(new URL('../../../../', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'start-cloud-'));
const options: Options = {
  port: 0,
  host: '127.0.0.1',
  dataFolder: join(data, 'data'),
  runsDemo: false,
  publicUrl: undefined,
  databaseUrl: undefined,
  region: 'us-east-1',
  logLevel: undefined,
  corsOrigins: [],
  mail: { provider: 'outbox', from: 'Elenchus <elenchus@localhost>' },
  google: undefined,
  functionVariables: {},
};
const start = (more: Partial<Options> = {}, signal = new AbortController().signal) =>
  startCloud({
    options: { ...options, ...more },
    repositoryFolder,
    environment: { PATH: dirname(process.execPath) },
    signal,
    onProgress: () => undefined,
  });

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
}, 120_000);
afterAll(async () => {
  await cloud?.stop();
  rmSync(data, { recursive: true, force: true });
});

it('serves the routes of the template, the outbox, and a problem for all others', async () => {
  expect((await fetch(`${cloud.publicUrl}/health/ready`)).status).toBe(200);
  const unknown = await fetch(`${cloud.publicUrl}/nothing`);
  expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  const upload = await fetch(`${cloud.publicUrl}/_aws/s3/bucket/key`, { method: 'PUT', body: 'unsigned' });
  expect(upload.status).toBe(403);
  const outbox = await fetch(`${cloud.publicUrl}/dev/outbox`);
  expect([outbox.status, await outbox.json()]).toEqual([200, { data: [] }]);
});

it('refuses a second start on its folder', async () => {
  await expect(start()).rejects.toThrow(`is in use by process ${process.pid}`);
});

it('says what is wrong with the database of DATABASE_URL', async () => {
  const databaseUrl = 'postgresql://owner:secret@127.0.0.1:1/elenchus';
  const failure = start({ databaseUrl, dataFolder: join(data, 'other') });
  await expect(failure).rejects.toThrow(/^The database cannot be migrated: .*Look at DATABASE_URL/);
  await expect(failure).rejects.not.toThrow('secret');
});

it('leaves nothing behind when it is stopped during the start', async () => {
  const stop = new AbortController();
  stop.abort(new Error('stopped early'));
  await expect(start({ dataFolder: join(data, 'early') }, stop.signal)).rejects.toThrow('stopped early');
  expect(readdirSync(join(data, 'early'))).not.toContain('process.lock');
});
