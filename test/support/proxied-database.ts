import type { ConnectionTimings } from '@elenchus/db/connection/timings';
import { type Database, openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { DatabaseUnavailableError } from '@elenchus/db/errors';
import { sql } from 'drizzle-orm';
import { expect, inject, onTestFinished } from 'vitest';
import { startProxy } from './tcp-proxy.ts';

/** A pool that reaches the database through a proxy. */
export async function openThroughProxy(maxConnections = 1, timings: Partial<ConnectionTimings> = {}) {
  const proxy = await startProxy(inject('loginUrl'));
  const { db, close } = openDatabase(settingsFromUrl(proxy.url, maxConnections), timings);
  onTestFinished(close);
  return { proxy, db, close };
}

/** Runs a short transaction; gives the id of the session. */
export const ask = (db: Database) =>
  db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    return row?.pid;
  });

/** What a promise is rejected with; it is a fault if it is not. */
export const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('nothing failed'),
    (error: unknown) => error,
  );

/** Matches the error of work whose connection was lost. */
export const lost = (mayHaveCommitted = false) =>
  expect.objectContaining({
    constructor: DatabaseUnavailableError,
    code: 'database_unavailable',
    mayHaveCommitted,
  });
