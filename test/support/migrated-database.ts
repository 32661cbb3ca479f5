import { migrate, setLoginPassword } from '@elenchus/db/migrate';
import { loginPassword, loginUrl } from '@elenchus/local/cloud/credentials';
import { startDatabase } from '@elenchus/local/database/start-database';
import { testTemplate } from '@elenchus/local/database/test-template';
import postgres from 'postgres';
import { makeDatabase } from './fresh-database.ts';

export interface MigratedDatabase {
  /** As the owner, for looking at everything. */
  readonly ownerUrl: string;
  /** As the login role, as functions connect. */
  readonly loginUrl: string;
  stop(): Promise<void>;
}

/** A migrated database: a fresh one on the server that `DATABASE_URL` names, or PGlite in memory. */
export async function startMigratedDatabase(): Promise<MigratedDatabase> {
  const serverUrl = process.env['DATABASE_URL'];
  const { password, ...database } = await (serverUrl ? onServer(serverUrl) : embedded());
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await migrate(sql);
  await setLoginPassword(sql, password);
  await sql.end();
  return database;
}

async function embedded() {
  const database = await startDatabase({
    dataDir: 'memory',
    templateFile: testTemplate,
  });
  return {
    ownerUrl: database.url,
    loginUrl: database.urlFor('elenchus_login'),
    password: 'not asked for',
    stop: () => database.stop(),
  };
}

/** Roles belong to the whole server, so the password is the one that a server under test would set too. */
async function onServer(serverUrl: string) {
  const { url, drop } = await makeDatabase(serverUrl);
  const password = loginPassword(`${new URL(url).username}:${new URL(url).password}`);
  return { ownerUrl: url, loginUrl: loginUrl(url, password), password, stop: drop };
}
