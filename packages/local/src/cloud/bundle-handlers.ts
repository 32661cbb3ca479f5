import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, type ScriptOptions } from './run-script.ts';
import { hashSources } from './source-hash.ts';
import { messageOf, StartError } from './start-error.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** What ends up in the bundle, or decides on what does. */
const sources = [
  'functions',
  ...['adapters', 'contracts', 'core', 'db', 'lambda'].map((name) => `packages/${name}`),
  'package-lock.json',
];
const isSource = (path: string) => !path.endsWith('.test.ts');

/**
 * Bundles all handlers, unless that was done from the same sources before. The folder belongs to this data folder
 * alone, so that a server beside it, started from other sources, does not lose files that it has yet to load.
 * @throws StartError with what esbuild said
 */
export async function bundleHandlers(
  options: ScriptOptions & {
    readonly repositoryFolder: string;
    readonly cacheFolder: string;
    readonly dataFolder: string;
  },
): Promise<string> {
  const { repositoryFolder, cacheFolder, dataFolder } = options;
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  // Below node_modules of the repository: packages that stay outside of the bundle are found from there.
  const folder = join(cacheFolder, `functions-${name}`);
  const marker = join(folder, 'sources.sha256');
  const hash = hashSources(repositoryFolder, sources, isSource);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return folder;
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await runScript('./bundle.ts', [folder], options);
  } catch (error) {
    if (options.signal.aborted) throw error;
    throw new StartError(`The functions cannot be bundled:\n${messageOf(error)}`, error);
  }
  writeFileDurably(marker, hash, 0o644);
  return folder;
}
