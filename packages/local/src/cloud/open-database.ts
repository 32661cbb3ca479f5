import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { FolderLockedError } from '../database/folder-lock.ts';
import { startDatabase } from '../database/start-database.ts';
import { type Credentials, loginPassword, loginUrl } from './credentials.ts';
import type { DataFolder } from './data-folder.ts';
import { messageOf, StartError } from './start-error.ts';

/** The database that the functions use, and how they sign in. */
export interface OpenDatabase {
  readonly ownerUrl: string;
  readonly login: { readonly url: string; readonly password: string };
  /** Resolves when an embedded database has ended by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Takes the PostgreSQL of `databaseUrl`, or starts the embedded one in the data folder.
 * @throws StartError
 */
export async function openDatabase(
  databaseUrl: string | undefined,
  folder: DataFolder,
  credentials: Credentials,
  cacheFolder: string,
): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    // Depends on the owner's password alone: every installation on the same database comes to the same result.
    const password = loginPassword(`${new URL(databaseUrl).username}:${new URL(databaseUrl).password}`);
    const login = { url: loginUrl(databaseUrl, password), password };
    return { ownerUrl: databaseUrl, login, ended: new Promise(() => undefined), stop: async () => undefined };
  }
  try {
    // A cluster fits the very build of PostgreSQL that made it.
    const templateFile = join(cacheFolder, `pglite-${manifest.dependencies['@electric-sql/pglite']}.tar`);
    const database = await startDatabase({ dataDir: folder.database, templateFile });
    const login = {
      url: database.urlFor('elenchus_login'),
      password: loginPassword(credentials.databaseKey),
    };
    return {
      ownerUrl: database.url,
      login,
      ended: database.exited.then(() => undefined),
      stop: () => database.stop(),
    };
  } catch (error) {
    const reason = error instanceof FolderLockedError ? `process ${error.pid} has it open` : messageOf(error);
    throw new StartError(`The database in ${folder.database} cannot start: ${reason}`, error);
  }
}
