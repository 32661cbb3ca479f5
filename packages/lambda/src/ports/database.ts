import { rdsToken } from '@elenchus/adapters/database-token/rds-token';
import { type Database, type DatabaseSettings, openDatabase, settingsFromUrl } from '@elenchus/db/database';
import * as z from 'zod';
import { type Environment, readEnvironment, wholeNumber } from '../env.ts';

/** An instance serves one event at a time; a process that serves many at once sets more. */
const pool = z.object({ DATABASE_MAX_CONNECTIONS: wholeNumber(1, 100).default(1) });
const byUrl = z.object({ DATABASE_URL: z.url() });
const byParts = z.object({
  AWS_REGION: z.string().min(1),
  DATABASE_HOST: z.string().min(1),
  DATABASE_PORT: wholeNumber(1, 65_535),
  DATABASE_NAME: z.string().min(1),
  DATABASE_USER: z.string().min(1),
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
});

/** Functions of one process share a pool. */
const pools = new Map<string, Database>();

/** The database: by `DATABASE_URL`, or with IAM authentication (RDS Proxy) by its parts. */
export function database(environment: Environment): Database {
  const settings = readSettings(environment);
  const key = [settings.host, settings.port, settings.database, settings.username].join('\n');
  const pool = pools.get(key) ?? openDatabase(settings).db;
  pools.set(key, pool);
  return pool;
}

function readSettings(environment: Environment): DatabaseSettings {
  const { DATABASE_MAX_CONNECTIONS: maxConnections } = readEnvironment(environment, pool);
  if (environment['DATABASE_URL'] !== undefined) {
    return settingsFromUrl(readEnvironment(environment, byUrl).DATABASE_URL, maxConnections);
  }
  const parts = readEnvironment(environment, byParts);
  return {
    host: parts.DATABASE_HOST,
    port: parts.DATABASE_PORT,
    database: parts.DATABASE_NAME,
    username: parts.DATABASE_USER,
    password: () =>
      rdsToken({
        region: parts.AWS_REGION,
        hostname: parts.DATABASE_HOST,
        port: parts.DATABASE_PORT,
        username: parts.DATABASE_USER,
        credentials: {
          accessKeyId: parts.AWS_ACCESS_KEY_ID,
          secretAccessKey: parts.AWS_SECRET_ACCESS_KEY,
          sessionToken: parts.AWS_SESSION_TOKEN,
        },
      }),
    tls: true,
    maxConnections,
  };
}
