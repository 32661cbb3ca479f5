import type { SQL } from 'drizzle-orm';
import type { PgQueryResultKind } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { ConnectionPool } from './connection/connection-pool.ts';
import type { ClientSettings } from './connection/open-client.ts';
import { runTransaction, type Transaction } from './connection/run-transaction.ts';
import { type ConnectionTimings, defaultTimings } from './connection/timings.ts';

/** An open transaction that runs with the rights of one application role. */
export type { Transaction };

/** The database as the login role. It has no table rights: reach tables through `tenant.ts`. */
export interface Database {
  /**
   * Commits when `work` resolves, and rolls back when it rejects. The connection is safe to lose: see `runTransaction`.
   * @throws DatabaseUnavailableError
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Runs one statement. */
  execute<R extends Record<string, unknown>>(
    statement: SQL,
  ): Promise<PgQueryResultKind<PostgresJsQueryResultHKT, R>>;
}

export interface DatabaseSettings extends ClientSettings {
  readonly maxConnections: number;
}

/** Opens a pool lazily: no connection is made before the first query. */
export function openDatabase(
  { maxConnections, ...settings }: DatabaseSettings,
  timings: Partial<ConnectionTimings> = {},
): { db: Database; close: () => Promise<void> } {
  const times = { ...defaultTimings, ...timings };
  const pool = new ConnectionPool(settings, maxConnections, times);
  const transaction: Database['transaction'] = (work) => runTransaction(pool, times, work);
  return {
    db: { transaction, execute: (statement) => transaction((tx) => tx.execute(statement)) },
    close: () => pool.close(),
  };
}

/** Settings from a `postgres://` URL; `sslmode=require` or stronger in it asks for TLS. */
export function settingsFromUrl(url: string, maxConnections: number): DatabaseSettings {
  const parsed = new URL(url);
  return {
    host: decodeURIComponent(parsed.hostname).replace(/^\[(.*)\]$/, '$1'),
    port: Number(parsed.port || 5432),
    database: decodeURIComponent(parsed.pathname.slice(1)) || 'postgres',
    username: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    tls: /^(require|verify-ca|verify-full)$/.test(parsed.searchParams.get('sslmode') ?? ''),
    maxConnections,
  };
}
