import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FolderLockedError, lockFolder } from '../database/folder-lock.ts';
import { messageOf, StartError } from './start-error.ts';

/** Where everything of one installation lies. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly objects: string;
  readonly executions: string;
  /** Mails that were not sent. */
  readonly outbox: string;
  readonly credentialsFile: string;
  readonly demoFile: string;
  readonly logFile: string;
  release(): void;
}

/**
 * Makes the folder if it is missing, for its owner alone, and takes it for this process.
 * @throws StartError when another process has it or it cannot be written
 */
export function openDataFolder(path: string): DataFolder {
  let release: () => void;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    release = lockFolder(path);
  } catch (error) {
    if (error instanceof FolderLockedError) {
      throw new StartError(
        `The data folder ${path} is in use by process ${error.pid}. Stop that one first, or take another folder: npm start -- --data <folder>`,
      );
    }
    throw new StartError(`The data folder ${path} cannot be used: ${messageOf(error)}`, error);
  }
  return {
    path,
    release,
    database: join(path, 'db'),
    objects: join(path, 'objects'),
    executions: join(path, 'executions'),
    outbox: join(path, 'outbox'),
    credentialsFile: join(path, 'credentials.json'),
    demoFile: join(path, 'demo.json'),
    logFile: join(path, 'logs', 'elenchus.log'),
  };
}
