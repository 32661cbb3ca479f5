import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** A pool of connections as the login role. It has no table rights: reach tables through `tenant.ts`. */
export type Database = PostgresJsDatabase;

/** An open transaction that runs with the rights of one application role. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface DatabaseSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  /** Fixed, or made anew for each connection (RDS IAM tokens live 15 minutes). */
  readonly password: string | (() => Promise<string>);
  readonly tls: boolean;
  readonly maxConnections: number;
}

/** Opens a pool lazily: no connection is made before the first query. */
export function openDatabase(settings: DatabaseSettings): { db: Database; close: () => Promise<void> } {
  const client = postgres({
    host: settings.host,
    port: settings.port,
    database: settings.database,
    username: settings.username,
    password: settings.password,
    ssl: settings.tls ? 'verify-full' : false,
    max: settings.maxConnections,
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => {},
  });
  return { db: drizzle(client), close: () => client.end({ timeout: 5 }) };
}

/** Settings from a `postgres://` URL; `sslmode=require` or stronger in it asks for TLS. */
export function settingsFromUrl(url: string, maxConnections: number): DatabaseSettings {
  const parsed = new URL(url);
  return {
    host: decodeURIComponent(parsed.hostname),
    port: Number(parsed.port || 5432),
    database: decodeURIComponent(parsed.pathname.slice(1)) || 'postgres',
    username: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    tls: /^(require|verify-ca|verify-full)$/.test(parsed.searchParams.get('sslmode') ?? ''),
    maxConnections,
  };
}
