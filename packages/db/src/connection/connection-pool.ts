import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { type Client, type ClientSettings, openClient } from './open-client.ts';
import type { ConnectionTimings } from './timings.ts';

/** A connection that is lent to one borrower at a time. */
export interface PooledConnection {
  readonly client: Client;
  readonly db: PostgresJsDatabase;
  readonly openedAt: number;
  /** When it was given back last; undefined for a new one. */
  idleSince: number | undefined;
}

interface IdleConnection {
  readonly connection: PooledConnection;
  readonly timer: NodeJS.Timeout;
}

/** Thrown to those who want a connection of a pool that is closed. */
export class PoolClosedError extends Error {
  readonly code = 'pool_closed';
  constructor() {
    super('The pool of connections is closed.');
  }
}

/** Up to `maxConnections` connections, opened when they are needed, and thrown away when they are lost. */
export class ConnectionPool {
  readonly #settings: ClientSettings;
  readonly #timings: ConnectionTimings;
  /** The one used last comes last, and is used first, so that the others may end. */
  #idle: IdleConnection[] = [];
  readonly #lent = new Set<PooledConnection>();
  readonly #waiting: PromiseWithResolvers<void>[] = [];
  #freeTurns: number;
  #closing: PromiseWithResolvers<void> | undefined;

  constructor(settings: ClientSettings, maxConnections: number, timings: ConnectionTimings) {
    this.#settings = settings;
    this.#timings = timings;
    this.#freeTurns = maxConnections;
  }

  /** Runs `use` when it may have a connection, in the order of the calls. */
  async withTurn<T>(use: () => Promise<T>): Promise<T> {
    await this.#waitForTurn();
    try {
      return await use();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#freeTurns += 1;
      else next.resolve();
    }
  }

  /** Lends an idle connection or a new one. To be called in a turn; to be followed by `giveBack`. */
  async take(): Promise<PooledConnection> {
    const connection = this.#takeIdle() ?? (await this.#open());
    this.#lent.add(connection);
    if (this.#closing !== undefined) {
      this.giveBack(connection);
      throw new PoolClosedError();
    }
    return connection;
  }

  giveBack(connection: PooledConnection): void {
    this.#lent.delete(connection);
    const { client, openedAt } = connection;
    const isOld = Date.now() - openedAt > this.#timings.lifetimeMs;
    if (client.lost === undefined && !isOld && this.#closing === undefined) {
      connection.idleSince = Date.now();
      const timer = setTimeout(() => this.#dropIdle(connection), this.#timings.idleMs).unref();
      this.#idle.push({ connection, timer });
    } else void client.close();
    if (this.#lent.size === 0) this.#closing?.resolve();
  }

  /** What lay idle beside a connection that turned out to be dead is not trusted either. */
  dropAllIdle(): void {
    for (const { connection } of this.#idle) this.#dropIdle(connection);
  }

  /** Waits for the work that is under way, though not for ever. */
  async close(): Promise<void> {
    this.#closing ??= Promise.withResolvers();
    for (const { reject } of this.#waiting.splice(0)) reject(new PoolClosedError());
    this.dropAllIdle();
    if (this.#lent.size === 0) return;
    const timer = setTimeout(this.#closing.resolve, this.#timings.closeMs);
    await this.#closing.promise;
    clearTimeout(timer);
    for (const { client } of this.#lent) client.lose(new PoolClosedError());
  }

  async #waitForTurn(): Promise<void> {
    if (this.#closing !== undefined) throw new PoolClosedError();
    if (this.#freeTurns > 0) {
      this.#freeTurns -= 1;
      return;
    }
    const turn = Promise.withResolvers<void>();
    this.#waiting.push(turn);
    await turn.promise;
  }

  #takeIdle(): PooledConnection | undefined {
    for (;;) {
      const connection = this.#idle.at(-1)?.connection;
      if (connection === undefined) return undefined;
      // The timer of a process that stood still comes too late.
      const isOverdue = Date.now() - (connection.idleSince ?? 0) > this.#timings.idleMs;
      this.#removeIdle(connection);
      if (connection.client.lost === undefined && !isOverdue) return connection;
      void connection.client.close();
    }
  }

  #removeIdle(connection: PooledConnection): void {
    const found = this.#idle.find((idle) => idle.connection === connection);
    clearTimeout(found?.timer);
    this.#idle = this.#idle.filter((idle) => idle !== found);
  }

  #dropIdle(connection: PooledConnection): void {
    this.#removeIdle(connection);
    void connection.client.close();
  }

  async #open(): Promise<PooledConnection> {
    const client = await openClient(this.#settings, this.#timings);
    return { client, db: drizzle(client.sql), openedAt: Date.now(), idleSince: undefined };
  }
}
