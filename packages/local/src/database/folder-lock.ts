import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another living process holds the data folder. */
export class FolderLockedError extends Error {
  readonly code = 'database_folder_locked';
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(`The database folder ${folder} is in use by process ${pid}.`);
    this.pid = pid;
  }
}

/** Who holds the lock: the pid, and when that process began, because pids are used again. */
interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * Takes the lock file `process.lock` in `folder` (created if absent) and returns the function that gives it back.
 * A lock whose process is dead is taken over. Throws FolderLockedError.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'process.lock');
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) })}\n`);
  try {
    takeLock({ folder, path, own });
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
  };
}

function takeLock({ folder, path, own }: { folder: string; path: string; own: string }): void {
  for (;;) {
    try {
      // A hard link appears with its content or not at all, and only one process can make it.
      linkSync(own, path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(path);
    if (holder !== undefined && isAlive(holder)) throw new FolderLockedError(folder, holder.pid);
    setAside(path, holder);
  }
}

/** Removes a stale lock, but puts it back if another process replaced it in the meantime. */
function setAside(path: string, stale: Holder | undefined): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved !== undefined && moved.pid !== stale?.pid && isAlive(moved)) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return startedAt === '' || startOf(pid) === startedAt;
}

/** Start time of a process in clock ticks since boot (field 22 of /proc/pid/stat); empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A killed process stays visible as a zombie until its parent asks for its exit code.
    return fields[0] === 'Z' ? 'zombie' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
