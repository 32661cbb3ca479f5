import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { FolderLockedError } from './folder-lock.ts';
import type { ProcessMessage, ProcessOptions } from './process-protocol.ts';

const DEFAULT_IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;

export interface StartDatabaseOptions {
  /** Folder of the database (made if absent), or `memory` for one that is gone when it stops. */
  readonly dataDir: string;
  /** Node 24 or newer; default: the one that runs this process. */
  readonly nodePath?: string;
  /** File that keeps a freshly initialised cluster (40 MB), made on first use, so that the next one starts faster. */
  readonly templateFile?: string;
  /** How long a client may keep a transaction open without sending anything; default 30,000. */
  readonly idleInTransactionTimeoutMs?: number;
}

export interface Database {
  /** Connection string of the superuser. */
  readonly url: string;
  readonly port: number;
  /** The process id of the database. */
  readonly pid: number;
  /** Connection string for another role; the password is the same for all. */
  urlFor(role: string): string;
  /** Closes the database cleanly; after 10 s it is killed, which loses no commit. */
  stop(): Promise<void>;
  /** Settles when the process has ended, for whatever reason. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** The database's process could not start; the message says why. */
export class DatabaseStartError extends Error {
  readonly code = 'database_start_failed';
}

/**
 * Starts the embedded PostgreSQL (PGlite with pgvector and pg_trgm) in a process of its own, which ends with this one.
 * Throws FolderLockedError or DatabaseStartError.
 */
export async function startDatabase(options: StartDatabaseOptions): Promise<Database> {
  const dataDir = options.dataDir === 'memory' ? 'memory' : resolve(options.dataDir);
  const processOptions: ProcessOptions = {
    dataDir,
    templateFile: options.templateFile,
    idleInTransactionTimeoutMs: options.idleInTransactionTimeoutMs ?? DEFAULT_IDLE_IN_TRANSACTION_TIMEOUT_MS,
  };
  const child = fork(new URL('./database-process.ts', import.meta.url), [JSON.stringify(processOptions)], {
    execPath: options.nodePath ?? process.execPath,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = exitOf(child);
  const password = randomBytes(18).toString('base64url');
  child.send(password);
  const port = await portOf(child, exited, dataDir);
  const urlFor = (role: string) =>
    `postgres://${encodeURIComponent(role)}:${password}@127.0.0.1:${port}/postgres`;
  return {
    url: urlFor('postgres'),
    port,
    pid: child.pid ?? 0,
    urlFor,
    exited,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

function exitOf(child: ChildProcess): Database['exited'] {
  return new Promise((settle) => {
    child.once('exit', (code, signal) => settle({ code, signal }));
    child.once('error', () => settle({ code: null, signal: null }));
  });
}

async function portOf(child: ChildProcess, exited: Database['exited'], dataDir: string): Promise<number> {
  const first = await Promise.race([
    new Promise<ProcessMessage>((settle) =>
      child.once('message', (message) => settle(message as ProcessMessage)),
    ),
    exited,
  ]);
  if (!('kind' in first))
    throw new DatabaseStartError(`ended with ${first.signal ?? `exit code ${first.code}`}`);
  if (first.kind === 'ready') return first.port;
  await exited;
  if (first.lockedBy !== undefined) throw new FolderLockedError(dataDir, first.lockedBy);
  throw new DatabaseStartError(first.message);
}
