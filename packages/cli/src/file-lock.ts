import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Longer than the work under a lock may take: a lock of this age was left behind. */
const staleMs = 30_000;
const retryMs = 50;

/**
 * Does the work while no other process on this file does its own: the lock is a file beside it (`.lock`), made
 * only where none is. One that a process left behind is taken over after 30 seconds.
 */
export async function withFileLock<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  const owner = `${process.pid} ${crypto.randomUUID()}`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  while (!take(lock, owner)) {
    if (!removeStale(lock)) await delay(retryMs);
  }
  try {
    return await work();
  } finally {
    if (ownerOf(lock) === owner) rmSync(lock, { force: true });
  }
}

function take(lock: string, owner: string): boolean {
  try {
    writeFileSync(lock, owner, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the way is free now. */
function removeStale(lock: string): boolean {
  const changedAt = modifiedMs(lock);
  if (changedAt === undefined) return true;
  if (Date.now() - changedAt < staleMs) return false;
  const aside = `${lock}.${crypto.randomUUID()}`;
  try {
    renameSync(lock, aside);
    // Another process may have taken the stale lock over in between: then this one is its lock, and goes back.
    if (modifiedMs(aside) !== changedAt) linkSync(aside, lock);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  rmSync(aside, { force: true });
  return true;
}

function modifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function ownerOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}
