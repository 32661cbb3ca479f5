import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CliError } from './exit-codes.ts';
import { fileFault } from './file-fault.ts';

export interface LocalFile {
  readonly path: string;
  readonly fileName: string;
}

export interface CollectedFiles {
  readonly files: readonly LocalFile[];
  /** Left out on purpose, with the reason; paths as the user would write them. */
  readonly skipped: readonly { readonly path: string; readonly kind: SkippedKind }[];
  /** What is in a folder but cannot be read. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}
type SkippedKind = 'hidden' | 'symbolic link' | 'neither file nor folder';

/**
 * The files that the paths name, each once, folders with all that is below them; links, hidden and special files
 * of folders are left out. Throws `CliError` (usage) for a named path that cannot be read or holds no file.
 */
export async function collectFiles(paths: readonly string[], workingFolder: string): Promise<CollectedFiles> {
  const files = new Map<string, LocalFile>();
  const skipped = new Map<string, SkippedKind>();
  const unreadable = new Map<string, string>();

  async function takeFolder(path: string, given: string): Promise<number> {
    const entries = await readdir(path, { withFileTypes: true });
    let count = 0;
    for (const entry of entries.sort((one, other) => one.name.localeCompare(other.name))) {
      const [below, shown] = [join(path, entry.name), join(given, entry.name)];
      const kind = skippedKind(entry);
      if (kind !== undefined) skipped.set(shown, kind);
      else if (entry.isFile()) count += takeFile(below);
      else {
        count += await takeFolder(below, shown).catch((error: Error) => {
          unreadable.set(shown, fileFault(error));
          return 1;
        });
      }
    }
    return count;
  }

  function takeFile(path: string): number {
    files.set(path, { path, fileName: basename(path) });
    return 1;
  }

  for (const given of paths) {
    const path = resolve(workingFolder, given);
    try {
      const entry = await stat(path);
      const count = entry.isDirectory() ? await takeFolder(path, given) : entry.isFile() ? takeFile(path) : 0;
      if (count === 0) throw new CliError('usage', `There is no file in ${given}.`);
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw new CliError('usage', `Cannot read ${given}: ${fileFault(error as Error)}`);
    }
  }
  return {
    files: [...files.values()],
    skipped: Array.from(skipped, ([path, kind]) => ({ path, kind })),
    unreadable: Array.from(unreadable, ([path, reason]) => ({ path, reason })),
  };
}

function skippedKind(entry: {
  readonly name: string;
  isSymbolicLink(): boolean;
  isFile(): boolean;
  isDirectory(): boolean;
}): SkippedKind | undefined {
  if (entry.name.startsWith('.')) return 'hidden';
  if (entry.isSymbolicLink()) return 'symbolic link';
  return entry.isFile() || entry.isDirectory() ? undefined : 'neither file nor folder';
}
