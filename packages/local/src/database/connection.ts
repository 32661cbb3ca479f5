import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Backend } from './backend.ts';
import type { ClientSession } from './client-session.ts';
import { type Frame, FrameLengthError, FrameParser, typeOf } from './frames.ts';
import { Inbox } from './inbox.ts';
import { errorResponse } from './messages.ts';
import type { Notifications } from './notifications.ts';
import { clarifyRefusal } from './refusals.ts';
import type { SharedSession } from './shared-session.ts';
import type { TurnQueue } from './turn-queue.ts';

const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
const RUN = new Set(['Q', 'P', 'B', 'E', 'D', 'C', 'S', 'H'].map(typeOf));
/** Data of a COPY that was refused may still arrive. */
const IGNORED = new Set(['d', 'c', 'f'].map(typeOf));
const TERMINATE = typeOf('X');

export interface Shared {
  readonly backend: Backend;
  readonly session: SharedSession;
  readonly turns: TurnQueue;
  readonly notifications: Notifications;
  /** How long a client may hold the session without sending anything. */
  readonly idleInTransactionTimeoutMs: number;
}

/** One client after its handshake: takes turns at the shared session until it leaves. */
export class Connection {
  readonly #socket: Socket;
  readonly #shared: Shared;
  readonly #client: ClientSession;
  readonly #inbox: Inbox;
  readonly #parser = new FrameParser(MAX_MESSAGE_BYTES);

  constructor(socket: Socket, shared: Shared, client: ClientSession) {
    this.#socket = socket;
    this.#shared = shared;
    this.#client = client;
    this.#inbox = new Inbox(() => socket.resume());
  }

  /** Serves the client until the connection has ended; `rest` came with the handshake. */
  async serve(rest: Buffer): Promise<void> {
    const socket = this.#socket;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    for (const event of ['end', 'close'] as const) socket.on(event, () => this.#inbox.close());
    this.#receive(rest);
    socket.resume();
    try {
      while ((await this.#inbox.wait()) === 'message') {
        await this.#takeTurn();
        if (socket.writableNeedDrain) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
      }
    } finally {
      await this.#shared.turns.run(() => this.#shared.session.drop(this.#client));
      socket.end();
    }
  }

  #receive(chunk: Buffer): void {
    if (this.#inbox.closed) return;
    try {
      for (const frame of this.#parser.push(chunk)) this.#accept(frame);
    } catch (error) {
      if (!(error instanceof FrameLengthError)) throw error;
      this.#fail(error.code, error.message);
    }
    if (this.#inbox.isFull) this.#socket.pause();
  }

  #accept(frame: Frame): void {
    if (this.#inbox.closed || IGNORED.has(frame.type)) return;
    if (RUN.has(frame.type)) this.#inbox.push(frame);
    else if (frame.type === TERMINATE) this.#inbox.close();
    else this.#fail('08P01', `message type "${String.fromCharCode(frame.type)}" is not supported`);
  }

  /** From the first message until ReadyForQuery outside a transaction. */
  async #takeTurn(): Promise<void> {
    const { session, turns } = this.#shared;
    await turns.acquire();
    try {
      await session.become(this.#client, { needsUnnamed: !isParseOfUnnamed(this.#inbox.peek()) });
      let state: string | undefined;
      while (state !== 'I') {
        const event = await this.#inbox.wait(this.#shared.idleInTransactionTimeoutMs);
        if (event !== 'message') {
          await session.rollBack();
          if (event === 'timeout')
            this.#fail('25P03', 'terminating connection due to idle-in-transaction timeout');
          return;
        }
        state = (await this.#run(this.#inbox.takeBatch())) ?? state;
      }
      await session.settle(this.#client);
    } catch (error) {
      // The session's state was refused, for instance because the role was dropped.
      const { code, message } = error as Error & { code?: string };
      await session.rollBack();
      this.#fail(code ?? 'XX000', message);
    } finally {
      turns.release();
    }
  }

  /** Runs messages, sends the answers and returns the transaction state if the server told it. */
  async #run(batch: readonly Frame[]): Promise<string | undefined> {
    const answers = await this.#shared.backend.run(
      ...batch.flatMap((frame) => this.#client.translate(frame)),
    );
    const output: Buffer[] = [];
    let state: string | undefined;
    for (const frame of answers) {
      this.#client.observe(frame);
      if (frame.type === typeOf('Z')) state = frame.bytes.toString('latin1', 5);
      if (frame.type === typeOf('A')) {
        this.#socket.write(Buffer.concat(output.splice(0)));
        this.#shared.notifications.deliver(frame.bytes, this.#client);
      } else if (frame.type === typeOf('E')) output.push(clarifyRefusal(frame.bytes));
      // CopyInResponse: always followed by the error that refuses it.
      else if (frame.type !== typeOf('G')) output.push(frame.bytes);
    }
    if (output.length > 0) this.#socket.write(Buffer.concat(output));
    return state;
  }

  #fail(code: string, message: string): void {
    this.#inbox.abandon();
    if (this.#socket.writable) this.#socket.end(errorResponse({ severity: 'FATAL', code, message }));
  }
}

function isParseOfUnnamed(frame: Frame | undefined): boolean {
  return frame !== undefined && frame.type === typeOf('P') && frame.bytes[5] === 0;
}
