import { createHash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { FrameParser, typeOf } from './frames.ts';
import { authenticationCleartextPassword, negotiateMinorVersion, stringsOf } from './messages.ts';
import { readStartupPacket } from './startup-packet.ts';

const MAX_PASSWORD_MESSAGE_BYTES = 10_000;

/** A connection is refused; the fields are those of the FATAL ErrorResponse. */
export class ConnectionRefusedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Handshake {
  readonly user: string;
  /** Settings from the startup message, by name. */
  readonly settings: ReadonlyMap<string, string>;
  /** Bytes that already belong to the session. */
  readonly rest: Buffer;
}

/**
 * Reads the startup message and checks the password. Undefined if the connection ends before that, or was only a
 * CancelRequest, which has no effect: statements run to their end. Throws ConnectionRefusedError.
 */
export async function shakeHands(socket: Socket, password: string): Promise<Handshake | undefined> {
  const reader = new Reader(socket);
  let parameters: ReadonlyMap<string, string> | undefined;
  while (parameters === undefined) {
    const packet = readStartupPacket(reader.data);
    if (packet.kind === 'invalid') throw new ConnectionRefusedError('08P01', packet.reason);
    if (packet.kind === 'cancel') return undefined;
    if (packet.kind === 'incomplete') {
      if (!(await reader.more())) return undefined;
      continue;
    }
    reader.data = reader.data.subarray(packet.length);
    if (packet.kind === 'encryption') socket.write('N');
    else {
      parameters = packet.parameters;
      const unknown = [...parameters.keys()].filter((name) => name.startsWith('_pq_.'));
      if (packet.minorVersion > 0 || unknown.length > 0) socket.write(negotiateMinorVersion(unknown));
    }
  }
  socket.write(authenticationCleartextPassword());
  const parser = new FrameParser(MAX_PASSWORD_MESSAGE_BYTES);
  for (;;) {
    const [frame, ...others] = parser.push(reader.take());
    if (frame !== undefined) {
      const given = frame.type === typeOf('p') ? (stringsOf(frame.bytes, 1).strings[0] ?? '') : '';
      const user = parameters.get('user') ?? '';
      if (!sameText(given, password)) {
        throw new ConnectionRefusedError('28P01', `password authentication failed for user "${user}"`);
      }
      return {
        user,
        settings: settingsOf(parameters),
        rest: Buffer.concat(others.map((other) => other.bytes)),
      };
    }
    if (!(await reader.more())) return undefined;
  }
}

function settingsOf(parameters: ReadonlyMap<string, string>): Map<string, string> {
  const database = parameters.get('database') ?? parameters.get('user') ?? '';
  if (database !== 'postgres')
    throw new ConnectionRefusedError('3D000', `database "${database}" does not exist`);
  for (const name of ['options', 'replication']) {
    if (!parameters.has(name)) continue;
    throw new ConnectionRefusedError(
      '0A000',
      `startup parameter "${name}" is not supported by the embedded database`,
    );
  }
  return new Map(
    [...parameters].filter(([name]) => name !== 'user' && name !== 'database' && !name.startsWith('_pq_.')),
  );
}

/** Compares without telling by its duration where the texts differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Collects what a socket sends during the handshake. */
class Reader {
  data: Buffer = Buffer.alloc(0);
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Waits for more bytes; false if the socket has ended. */
  async more(): Promise<boolean> {
    for (;;) {
      const chunk: Buffer | null = this.#socket.read();
      if (chunk !== null) {
        this.data = Buffer.concat([this.data, chunk]);
        return true;
      }
      if (this.#socket.readableEnded || this.#socket.destroyed) return false;
      const { promise, resolve } = Promise.withResolvers<void>();
      const events = ['readable', 'end', 'close'] as const;
      for (const event of events) this.#socket.once(event, resolve);
      await promise;
      for (const event of events) this.#socket.off(event, resolve);
    }
  }

  take(): Buffer {
    const { data } = this;
    this.data = Buffer.alloc(0);
    return data;
  }
}
