import { existsSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { StartError } from '../cloud/start-error.ts';
import { FolderLockedError, lockFolder } from '../database/folder-lock.ts';
import { startDatabase } from '../database/start-database.ts';

export interface OwnerDatabaseOptions {
  /** A real PostgreSQL, as its owner. */
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly cacheFolder: string;
}

/**
 * Gives `work` the address of the database as its owner: the one of `databaseUrl`, or that in the data folder, which
 * it keeps for itself meanwhile. Throws StartError.
 */
export async function withOwnerDatabase<T>(
  { databaseUrl, dataFolder, cacheFolder }: OwnerDatabaseOptions,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== undefined) return work(databaseUrl);
  const dataDir = join(dataFolder, 'db');
  if (!existsSync(dataDir)) {
    throw new StartError(`There is no database in ${dataFolder} yet: npm start makes it.`);
  }
  const release = takeFolder(dataFolder);
  try {
    const templateFile = join(cacheFolder, `pglite-${manifest.dependencies['@electric-sql/pglite']}.tar`);
    const database = await startDatabase({ dataDir, templateFile });
    try {
      return await work(database.url);
    } finally {
      await database.stop();
    }
  } finally {
    release();
  }
}

function takeFolder(dataFolder: string): () => void {
  try {
    return lockFolder(dataFolder);
  } catch (error) {
    if (!(error instanceof FolderLockedError)) throw error;
    throw new StartError(
      `The server runs on ${dataFolder} (process ${error.pid}) and has the database for itself: stop it first.`,
      error,
    );
  }
}
