import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Backend, identifier } from './backend.ts';
import { ClientSession } from './client-session.ts';
import { Connection, type Shared } from './connection.ts';
import { ConnectionRefusedError, shakeHands } from './handshake.ts';
import {
  authenticationOk,
  backendKeyData,
  errorResponse,
  parameterStatus,
  readyForQuery,
} from './messages.ts';
import { Notifications } from './notifications.ts';
import type { SessionUser } from './session-user.ts';
import { SharedSession } from './shared-session.ts';
import { TurnQueue } from './turn-queue.ts';

/** The settings that a server reports after start-up (PostgreSQL documentation, "Asynchronous Operations"). */
const REPORTED = [
  ...['application_name', 'client_encoding', 'DateStyle', 'default_transaction_read_only', 'in_hot_standby'],
  ...['integer_datetimes', 'IntervalStyle', 'is_superuser', 'scram_iterations', 'search_path'],
  ...[
    'server_encoding',
    'server_version',
    'session_authorization',
    'standard_conforming_strings',
    'TimeZone',
  ],
];

export interface GatewayOptions {
  readonly backend: Backend;
  readonly user: SessionUser;
  /** Asked of every client, whatever its role. */
  readonly password: string;
  /** A client that holds the session without sending anything for so long is cut off (25P03). */
  readonly idleInTransactionTimeoutMs: number;
}

export interface Gateway {
  readonly port: number;
  /** Runs a task of the gateway itself, as superuser, in a turn of its own. */
  runOwn<T>(task: () => Promise<T>): Promise<T>;
  /** How many turns were asked for so far. */
  turnCount(): number;
  /** Cuts off all clients and waits until the session is free. */
  close(): Promise<void>;
}

/** Serves the PostgreSQL wire protocol on a free port of 127.0.0.1, for many clients over one session. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const notifications = new Notifications(options.backend);
  const session = new SharedSession(options.backend, options.user, notifications);
  const turns = new TurnQueue();
  const shared: Shared = { ...options, session, turns, notifications };
  const sockets = new Set<Socket>();
  const runOwn = <T>(task: () => Promise<T>) =>
    turns.run(async () => {
      await session.becomeOwn();
      return task();
    });
  let connectionId = 0;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    connectionId += 1;
    void serve(socket, connectionId).catch((error: unknown) => {
      const { code = 'XX000', message } = error as Error & { code?: string };
      if (socket.writable) socket.end(errorResponse({ severity: 'FATAL', code, message }));
    });
  });

  async function serve(socket: Socket, id: number): Promise<void> {
    const hands = await shakeHands(socket, options.password);
    if (hands === undefined) return void socket.end();
    const role = await runOwn(() => options.user.lookUp(hands.user));
    if (role === undefined) throw new ConnectionRefusedError('28000', `role "${hands.user}" does not exist`);
    if (!role.canLogin) {
      throw new ConnectionRefusedError('28000', `role "${hands.user}" is not permitted to log in`);
    }
    const client = new ClientSession({
      id,
      role,
      settings: hands.settings,
      generation: options.backend.generation,
      notify: (frame) => socket.writable && socket.write(frame),
    });
    const reported = await turns.run(async () => {
      await session.become(client, { needsUnnamed: false });
      return options.backend.query(
        `select name, pg_catalog.current_setting(name) from unnest('{${REPORTED.map(identifier).join(',')}}'::text[]) name`,
      );
    });
    const statuses = reported.map(([name, value]) =>
      parameterStatus(name ?? '', name === 'session_authorization' ? role.name : (value ?? '')),
    );
    const secret = crypto.getRandomValues(new Int32Array(1))[0] ?? 0;
    socket.write(
      Buffer.concat([authenticationOk(), ...statuses, backendKeyData(id, secret), readyForQuery('I')]),
    );
    await new Connection(socket, shared, client).serve(hands.rest);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    runOwn,
    turnCount: () => turns.count,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await turns.acquire();
    },
  };
}
