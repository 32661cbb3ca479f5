import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDatabase } from '@elenchus/local/database/start-database';
import { testTemplate } from '@elenchus/local/database/test-template';
import { startPostgres } from './postgres/server.ts';

/** A database server of its own; whoever makes it removes it. */
export interface RestartableDatabase {
  /** Of a superuser; another one after a start. */
  url(): string;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** The embedded database; a real PostgreSQL under `npm run test:postgres`, where that has the programs of one. */
export function openRestartableDatabase(): Promise<RestartableDatabase> {
  const binFolder = process.env['TEST_POSTGRES_BIN'];
  return binFolder === undefined ? embedded() : real(binFolder);
}

async function real(binFolder: string): Promise<RestartableDatabase> {
  const installation = { binFolder, label: 'the PostgreSQL under test' };
  const { url, ...server } = await startPostgres(installation, new AbortController().signal);
  return { ...server, url: () => url };
}

async function embedded(): Promise<RestartableDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'restartable-database-'));
  const options = { dataDir: join(folder, 'data'), templateFile: testTemplate };
  let database = await startDatabase(options);
  return {
    url: () => database.url,
    stop: () => database.stop(),
    async start() {
      database = await startDatabase(options);
    },
    async remove() {
      await database.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
