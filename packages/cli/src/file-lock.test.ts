import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { withFileLock } from './file-lock.ts';

function makePath(): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'elenchus-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { folder, path: join(folder, 'config.json') };
}

it('lets one work at a time, and leaves nothing behind', async () => {
  const { folder, path } = makePath();
  let working = 0;
  const most: number[] = [];
  const work = async () => {
    working += 1;
    await new Promise(setImmediate);
    most.push(working);
    working -= 1;
  };
  await Promise.all([withFileLock(path, work), withFileLock(path, work), withFileLock(path, work)]);
  expect(most).toEqual([1, 1, 1]);
  await expect(withFileLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(folder)).toEqual([]);
});

it('takes over a lock that was left behind', async () => {
  const { folder, path } = makePath();
  writeFileSync(`${path}.lock`, '1 gone');
  const before = Date.now() / 1000 - 3600;
  utimesSync(`${path}.lock`, before, before);
  expect(await withFileLock(path, () => existsSync(`${path}.lock`))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves the lock of who took it over', async () => {
  const { path } = makePath();
  await withFileLock(path, () => writeFileSync(`${path}.lock`, 'another'));
  expect(existsSync(`${path}.lock`)).toBe(true);
});
