import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FolderLockedError, lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const lock = () => join(folder, 'process.lock');

it('is held until it is given back', () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderLockedError);
  expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`);
  unlock();
  expect(existsSync(lock())).toBe(false);
  lockFolder(folder)();
});

it.each([
  ['of a dead process', () => JSON.stringify({ pid: spawnSync('true').pid, startedAt: '' })],
  ['of a pid that was used again', () => JSON.stringify({ pid: process.pid, startedAt: '1' })],
  ['that cannot be read', () => '{'],
])('takes over a lock %s', (_name, content) => {
  writeFileSync(lock(), content());
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderLockedError);
  unlock();
});
