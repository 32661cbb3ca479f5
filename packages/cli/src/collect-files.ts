import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CliError } from './exit-codes.ts';

export interface LocalFile {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
}

/**
 * The files that the paths name, folders with all that is below them; hidden files of folders are left out.
 * Each file once. Throws `CliError` (usage) for a path that is not there or holds no file.
 */
export async function collectFiles(paths: readonly string[], workingFolder: string): Promise<LocalFile[]> {
  const found = new Map<string, LocalFile>();
  for (const given of paths) {
    const before = found.size;
    const path = resolve(workingFolder, given);
    await collect(path, given, found);
    if (found.size === before && !found.has(path)) {
      throw new CliError('usage', `There is no file in ${given}.`);
    }
  }
  return [...found.values()];
}

async function collect(path: string, given: string, found: Map<string, LocalFile>): Promise<void> {
  const entry = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      'usage',
      `Cannot read ${given}: ${error.code === 'ENOENT' ? 'not there' : error.message}`,
    );
  });
  if (entry.isFile()) found.set(path, { path, fileName: basename(path), sizeBytes: entry.size });
  if (!entry.isDirectory()) return;
  const entries = await readdir(path, { withFileTypes: true });
  for (const each of entries.sort((one, other) => one.name.localeCompare(other.name))) {
    const isWanted = each.isFile() || each.isDirectory();
    if (isWanted && !each.name.startsWith('.'))
      await collect(join(path, each.name), join(given, each.name), found);
  }
}

/** SHA-256 of a file in hex; the server compares it with what arrives. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}
