import { bundleHandlers } from './bundle-handlers.ts';
import type { Credentials } from './credentials.ts';
import type { DataFolder } from './data-folder.ts';
import { openDatabase } from './open-database.ts';
import { synthesizeOnce } from './synthesize-once.ts';

export interface PrepareOptions {
  readonly repositoryFolder: string;
  readonly cacheFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly databaseUrl: string | undefined;
  readonly corsOrigins: readonly string[];
  readonly folder: DataFolder;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  /** Gets what has been opened and must be closed, whatever becomes of the rest. */
  readonly closing: AsyncDisposableStack;
  readonly onProgress: (part: string) => void;
}

/**
 * Does side by side what takes longest: the database and the synthesis have processes of their own.
 * @throws StartError of the first part that failed, once all have ended; the signal's reason when it aborts
 */
export async function prepareStart(options: PrepareOptions) {
  const { signal, closing, onProgress, folder } = options;
  const opening = openDatabase(options.databaseUrl, folder, options.credentials, options.cacheFolder).then(
    (database) => {
      closing.defer(() => database.stop());
      onProgress('database');
      return database;
    },
  );
  const synthesis = synthesizeOnce(options).then((made) => {
    onProgress('template');
    return made;
  });
  const bundle = bundleHandlers(options).then((made) => {
    onProgress('functions');
    return made;
  });
  const outcomes = await Promise.allSettled([opening, synthesis, bundle]);
  signal.throwIfAborted();
  const fault = outcomes.find((outcome) => outcome.status === 'rejected');
  if (fault !== undefined) throw fault.reason;
  return { database: await opening, assemblyFolder: await synthesis, bundleFolder: await bundle };
}
