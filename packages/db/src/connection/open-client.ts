import postgres, { type Sql, type TransactionSql } from 'postgres';
import { arrayTypes } from './array-types.ts';
import { connectSocket, type ServerAddress } from './connect-socket.ts';
import { ConnectionLostError, GuardedSocket } from './guarded-socket.ts';
import type { ConnectionTimings } from './timings.ts';

/** Where to sign in and as whom. */
export interface ClientSettings extends ServerAddress {
  readonly database: string;
  readonly username: string;
  /** Fixed, or made anew for each connection (RDS IAM tokens live 15 minutes). */
  readonly password: string | (() => Promise<string>);
}

/** One connection, for as long as it lives; there is never a second one behind it. */
export interface Client {
  readonly sql: Sql;
  /** Why the connection is lost, once it is. */
  readonly lost: Error | undefined;
  /** Gives the connection up: what is under way on it is rejected, and all that comes later. */
  lose(reason: Error): void;
  close(): Promise<void>;
}

/** The message by which a client takes its leave. */
const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);

/** A transaction that has ended is spoken to; its statement would have run outside of it. */
export class TransactionOverError extends Error {
  readonly code = 'transaction_over';
}

/**
 * Connects the driver to a server. The first statement signs in.
 * `silenceMs`: for how long the server may owe an answer without sending anything; 0 for ever.
 */
export async function openClient(
  settings: ClientSettings,
  { connectMs, silenceMs }: Pick<ConnectionTimings, 'connectMs' | 'silenceMs'>,
): Promise<Client> {
  // The driver would leave a rejected promise of this one to nobody.
  const password = typeof settings.password === 'string' ? settings.password : await settings.password();
  const socket = new GuardedSocket(await connectSocket(settings, connectMs), silenceMs);
  let taken = false;
  const options = {
    host: settings.host,
    port: settings.port,
    database: settings.database,
    username: settings.username,
    password,
    max: 1,
    ssl: false,
    types: arrayTypes,
    fetch_types: false,
    // All times are kept outside: what the driver does when one of its own is over is not safe.
    connect_timeout: 0,
    idle_timeout: 0,
    max_lifetime: null,
    keep_alive: null,
    onnotice: () => {},
    socket: () => {
      if (taken) throw new ConnectionLostError('There is one connection only.');
      taken = true;
      return socket;
    },
  };
  const driver = postgres(options);
  const begin = driver.begin;
  const sql = Object.assign(driver, {
    begin: (...args: [string, Work] | [Work]) => {
      const [modes, work] = args.length === 2 ? args : ['', args[0]];
      return untilLost(socket, (fence) => begin(modes, (tx) => work(fence(tx))));
    },
  });
  // Rejects what is under way and what waits inside of the driver, and whatever is asked of it later.
  socket.watch(() => void driver.end({ timeout: 0 }));
  return {
    sql,
    get lost() {
      return socket.lost;
    },
    lose: (reason) => socket.lose(reason),
    async close() {
      socket.end(TERMINATE);
      await driver.end({ timeout: 0 });
    },
  };
}

type Work = (tx: TransactionSql) => unknown;
type Fence = (tx: TransactionSql) => TransactionSql;

/**
 * Runs a transaction; rejects at once when the connection is lost. What the transaction sends after its end, which may
 * be long before that of its work, goes nowhere.
 */
async function untilLost<T>(socket: GuardedSocket, run: (fence: Fence) => Promise<T>): Promise<T> {
  let isOver = false;
  const check = () => {
    if (isOver) throw socket.lost ?? new TransactionOverError('The transaction has ended.');
  };
  const fence: Fence = (tx) =>
    new Proxy(tx, {
      apply(target, self, args) {
        check();
        return Reflect.apply(target, self, args);
      },
      get(target, key) {
        check();
        if (key !== 'savepoint') return Reflect.get(target, key);
        return (...args: [string, Work] | [Work]) =>
          args.length === 2
            ? target.savepoint(args[0], (inner) => args[1](fence(inner)))
            : target.savepoint((inner) => args[0](fence(inner)));
      },
    });
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const unwatch = socket.watch((reason) => {
    isOver = true;
    reject(reason);
  });
  run(fence).then(resolve, reject);
  try {
    return await promise;
  } finally {
    isOver = true;
    unwatch();
  }
}
