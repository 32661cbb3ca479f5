import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeDatabase } from './fresh-database.ts';
import { startServer } from './start-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server of the API tests answers. */
    apiUrl: string;
  }
}

/** One server for all API tests, which keep apart by organizations of their own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-api-'));
  const serverUrl = process.env['DATABASE_URL'];
  const database = serverUrl ? await makeDatabase(serverUrl) : undefined;
  const server = await startServer({ dataFolder: folder, databaseUrl: database?.url });
  project.provide('apiUrl', server.url);
  return async () => {
    await server.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  };
}
