import { makeOnce } from './make-once.ts';
import { runScript, type ScriptOptions } from './run-script.ts';
import { hashSources } from './source-hash.ts';
import { StartError } from './start-error.ts';

/** What ends up in the bundle, or decides on what does. */
const sources = [
  'functions',
  ...['adapters', 'contracts', 'core', 'db', 'lambda'].map((name) => `packages/${name}`),
  'package-lock.json',
];
const isSource = (path: string) => !path.endsWith('.test.ts');

/**
 * Bundles all handlers, unless that was done from the same sources before; answers the folder.
 * @throws StartError with what esbuild said
 */
export async function bundleHandlers(
  options: ScriptOptions & { readonly repositoryFolder: string; readonly cacheFolder: string },
): Promise<string> {
  const { repositoryFolder, cacheFolder } = options;
  const hash = hashSources(repositoryFolder, sources, isSource);
  try {
    return await makeOnce({
      // Below node_modules of the repository: packages that stay outside of the bundle are found from there.
      cacheFolder,
      name: `functions-${hash.slice(0, 24)}`,
      make: (folder) => runScript('./bundle.ts', [folder], options),
    });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    throw new StartError(`The functions cannot be bundled:\n${error.message}`, error);
  }
}
