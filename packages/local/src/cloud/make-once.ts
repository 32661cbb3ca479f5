import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of the cache that no start has used for this long are removed when a new one is made. */
const keptMs = 30 * 24 * 3600_000;

export interface MakeOnceOptions {
  readonly cacheFolder: string;
  /** `<kind>-<hash of what it is made from>`. */
  readonly name: string;
  /** Fills a folder that does not exist yet. */
  readonly make: (folder: string) => Promise<void>;
}

/**
 * Answers the folder of that name in the cache and makes it if it is missing; it appears complete or not at all, and
 * never changes, so that a server that has yet to load files from it is not disturbed by a later start.
 */
export async function makeOnce({ cacheFolder, name, make }: MakeOnceOptions): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) {
    const now = new Date();
    utimesSync(folder, now, now);
    return folder;
  }
  mkdirSync(cacheFolder, { recursive: true });
  removeOld(cacheFolder);
  const temporary = join(cacheFolder, `making-${process.pid}-${name}`);
  try {
    await make(temporary);
    renameSync(temporary, folder);
  } catch (error) {
    // Another start may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

function removeOld(cacheFolder: string): void {
  for (const entry of readdirSync(cacheFolder, { withFileTypes: true })) {
    const path = join(cacheFolder, entry.name);
    if (entry.isDirectory() && Date.now() - statSync(path).mtimeMs > keptMs)
      rmSync(path, { recursive: true, force: true });
  }
}
