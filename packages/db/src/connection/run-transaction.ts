import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { DatabaseUnavailableError, isPassingRefusal, isRefusal } from '../errors.ts';
import { type ConnectionPool, PoolClosedError, type PooledConnection } from './connection-pool.ts';
import { ConnectionLostError } from './guarded-socket.ts';
import type { ConnectionTimings } from './timings.ts';

/** An open transaction. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

const LONGEST_PAUSE_MS = 1_000;

/** The transaction did not begin, for a reason that may pass; nothing of the work has run. */
class NotBegunError extends Error {
  readonly wasNew: boolean;
  constructor(cause: unknown, wasNew: boolean) {
    super('The transaction did not begin.', { cause });
    this.wasNew = wasNew;
  }
}

/**
 * Runs work in a transaction. Until BEGIN is answered nothing of the work has run, not even what it does elsewhere, so
 * that a connection that is found dead, or a database that restarts, is tried anew for some time. Later the work is
 * never repeated: it may have had effects elsewhere, and of a lost COMMIT nobody knows what it did.
 * @throws DatabaseUnavailableError
 */
export function runTransaction<T>(
  pool: ConnectionPool,
  timings: ConnectionTimings,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return pool.withTurn(async () => {
    const startedAt = Date.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return await tryTransaction(pool, timings, work);
      } catch (error) {
        if (!(error instanceof NotBegunError)) throw error;
        // At least two, because the time may have passed while the process stood still.
        if (attempt >= 2 && Date.now() - startedAt >= timings.patienceMs) {
          throw new DatabaseUnavailableError('The database cannot be reached.', { cause: error.cause });
        }
        if (error.wasNew) await delay(pauseMs(attempt));
      }
    }
  });
}

async function tryTransaction<T>(
  pool: ConnectionPool,
  timings: ConnectionTimings,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const connection = await takeConnection(pool);
  const { client, db, idleSince } = connection;
  let stage = 'beginning' as 'beginning' | 'working' | 'committing';
  const check = watchBegin(connection, timings);
  try {
    return await db.transaction(async (tx) => {
      clearTimeout(check);
      stage = 'working';
      const result = await work(tx);
      if (client.lost === undefined) stage = 'committing';
      return result;
    });
  } catch (error) {
    if (stage === 'beginning') {
      client.lose(new ConnectionLostError('The transaction did not begin.'));
      if (idleSince !== undefined) pool.dropAllIdle();
      if (isRefusal(error) && !isPassingRefusal(error)) throw error;
      throw new NotBegunError(error, idleSince === undefined);
    }
    if (client.lost === undefined) throw error;
    const mayHaveCommitted = stage === 'committing';
    const outcome = mayHaveCommitted ? 'it may be stored or not' : 'nothing of it is stored';
    throw new DatabaseUnavailableError(`The connection was lost in a transaction: ${outcome}.`, {
      cause: error,
      mayHaveCommitted,
    });
  } finally {
    clearTimeout(check);
    pool.giveBack(connection);
  }
}

async function takeConnection(pool: ConnectionPool): Promise<PooledConnection> {
  try {
    return await pool.take();
  } catch (error) {
    if (error instanceof PoolClosedError) throw error;
    throw new NotBegunError(error, true);
  }
}

/** A connection that lay idle may be dead without anybody having been told, as after a freeze of the process. */
function watchBegin({ client, idleSince }: PooledConnection, timings: ConnectionTimings) {
  if (idleSince === undefined || Date.now() - idleSince < timings.staleAfterMs) return undefined;
  const reason = new ConnectionLostError('The connection was idle, and BEGIN is not answered.');
  return setTimeout(() => client.lose(reason), timings.staleAnswerMs);
}

/** Doubles, with a share of chance, so that not all come at once to a database that has just started. */
function pauseMs(attempt: number): number {
  return Math.min(25 * 2 ** attempt, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
}
