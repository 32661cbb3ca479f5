import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExecutionFiles, fileName } from './execution-files.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { temporaryFolder } from './service-under-test.ts';

const dayMs = 24 * 60 * 60 * 1000;
let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

const record = (name: string, rest: Partial<ExecutionRecord> = {}): ExecutionRecord => ({
  executionArn: `arn:${name}`,
  stateMachineArn: 'arn',
  name,
  status: 'RUNNING',
  input: '{}',
  startDateMs: 1,
  ...rest,
});

async function filesIn(folder: string): Promise<{ files: ExecutionFiles; errors: string[] }> {
  const errors: string[] = [];
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (message: string) => void errors.push(message),
  };
  return { files: new ExecutionFiles(folder, logger), errors };
}

test('a crash leaves half-written files, ends written twice and torn files: none of them runs', async () => {
  const folder = await temporaryFolder(stack);
  const { files, errors } = await filesIn(folder);
  await files.saveRunning(record('late', { startDateMs: 2 }));
  await files.saveRunning(record('early'));
  await files.saveRunning(record('ended'));
  await files.saveEnded(record('ended', { status: 'SUCCEEDED' }));
  await files.saveRunning(record('ended'));
  await writeFile(join(folder, 'running', 'x.json.1.tmp'), '{');
  await writeFile(join(folder, 'running', 'torn.json'), '{"name":');
  expect((await files.loadRunning()).map(({ name }) => name)).toEqual(['early', 'late']);
  expect((await readdir(join(folder, 'running'))).toSorted()).toEqual([
    'early.json',
    'late.json',
    'torn.json',
  ]);
  expect(errors).toHaveLength(1);
});

test('prunes what is older than 90 days or beyond the newest', async () => {
  const folder = await temporaryFolder(stack);
  const { files } = await filesIn(folder);
  const nowMs = Date.UTC(2026, 5, 1);
  for (const [name, ageDays] of [
    ['old', 91],
    ['b', 80],
    ['c', 2],
    ['d', 1],
  ] as const) {
    await files.saveEnded(record(name, { status: 'SUCCEEDED' }));
    const ended = new Date(nowMs - ageDays * dayMs);
    await utimes(join(folder, 'ended', `${name}.json`), ended, ended);
  }
  await files.prune(nowMs);
  expect((await files.listEnded()).map(({ path }) => path.slice(-6))).toEqual(['d.json', 'c.json', 'b.json']);
  await files.prune(nowMs, 2);
  expect((await readdir(join(folder, 'ended'))).toSorted()).toEqual(['c.json', 'd.json']);
});

test('file names tell names apart on every file system', () => {
  expect(fileName('0197-a_b')).toBe('0197-a_b.json');
  expect(new Set(['Doc', 'doc', '..', 'DOC', 'ü'].map(fileName)).size).toBe(5);
  expect(fileName('ü'.repeat(80))).toMatch(/^[0-9a-f]{64}\.json$/);
});
