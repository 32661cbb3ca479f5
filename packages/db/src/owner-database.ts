import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Database } from './database.ts';

/** A connection of the tables' owner, as services take it: for migrations and the making of indexes alone. */
export function ownerDatabaseOf(sql: Sql): Database {
  return drizzle(sql);
}
