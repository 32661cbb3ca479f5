import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { type ClientSettings, openClient } from './connection/open-client.ts';
import type { Database } from './database.ts';

/** A deployment may have to wait for its database; nothing else waits for the deployment. */
const CONNECT_MS = 30_000;

/** A connection of the tables' owner, as services take it: for migrations and the making of indexes alone. */
export function ownerDatabaseOf(sql: Sql): Database {
  return drizzle(sql);
}

/**
 * Signs in as the tables' owner, on one connection until `sql.end()`. When it is lost, everything on it is rejected and
 * there is no new one; what it does may be done again. Its statements may be silent for as long as an index takes.
 */
export async function openOwnerConnection(settings: ClientSettings): Promise<Sql> {
  const { sql } = await openClient(settings, { connectMs: CONNECT_MS, silenceMs: 0 });
  return sql;
}
