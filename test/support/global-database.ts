import { join } from 'node:path';
import { migrate, setLoginPassword } from '@elenchus/db/migrate';
import { startDatabase } from '@elenchus/local/database/start-database';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** As the owner, for looking at everything. */
    ownerUrl: string;
    /** As the login role, as functions connect. */
    loginUrl: string;
  }
}

const loginPassword = 'test-login-password';

/**
 * One migrated database for all tests, which keep apart by organizations of their own: a fresh one on the
 * server that `DATABASE_URL` names, or PGlite in memory.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { ownerUrl, stop } = await openServer(process.env['DATABASE_URL']);
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await migrate(sql);
  await setLoginPassword(sql, loginPassword);
  await sql.end();
  project.provide('ownerUrl', ownerUrl);
  project.provide('loginUrl', withLogin(ownerUrl, process.env['DATABASE_URL'] !== undefined));
  return stop;
}

async function openServer(serverUrl: string | undefined) {
  if (serverUrl === undefined) {
    const templateFile = join(import.meta.dirname, '../../node_modules/.cache/elenchus/pglite-template.tar');
    const database = await startDatabase({ dataDir: 'memory', templateFile });
    return { ownerUrl: database.url, stop: () => database.stop() };
  }
  const name = `elenchus_test_${process.pid}`;
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await server.unsafe(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const stop = async () => {
    await server.unsafe(`drop database ${name} with (force)`);
    await server.end();
  };
  return { ownerUrl: url.href, stop };
}

/** PGlite's gateway has one password for all roles; a server keeps one for each. */
function withLogin(ownerUrl: string, isServer: boolean): string {
  const url = new URL(ownerUrl);
  url.username = 'elenchus_login';
  if (isServer) url.password = loginPassword;
  return url.href;
}
