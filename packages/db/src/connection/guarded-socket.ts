import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';

/** The answer that ends all answers to what was sent (ReadyForQuery); after it comes the state of the transaction. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5]);

/** Why a connection is not to be used any more, where the system has no error of its own for it. */
export class ConnectionLostError extends Error {
  readonly code = 'connection_lost';
}

/**
 * What the driver (postgres 3.4) holds in place of a socket. Of a real one it hears `close`, forgets it, and writes to
 * `null` when anything is buffered or is sent by an open transaction: that throws where nobody can catch it, or hangs
 * for ever. Then it gives the connection a new socket, on which an open transaction goes on in that of somebody else.
 * Here it never hears `close`: a lost socket stays, swallows what is written, and tells those who watch it.
 */
export class GuardedSocket extends EventEmitter {
  readonly #socket: Socket;
  readonly #watchers = new Set<(reason: Error) => void>();
  readonly #silenceMs: number;
  #silence: NodeJS.Timeout | undefined;
  #lost: Error | undefined;
  #owesAnswer = false;
  #isSuspect = false;

  /** `silenceMs`: for how long the server may owe an answer without sending anything; 0 for ever. */
  constructor(socket: Socket, silenceMs: number) {
    super();
    this.#socket = socket;
    this.#silenceMs = silenceMs;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => this.emit('drain'));
    socket.on('error', (error) => this.lose(error));
    for (const event of ['end', 'close']) {
      socket.on(event, () => this.lose(new ConnectionLostError('The server ended the connection.')));
    }
  }

  /** Why the connection is lost, once it is. */
  get lost(): Error | undefined {
    return this.#lost;
  }

  /** As the driver asks for it. */
  get readyState(): 'open' | 'closed' {
    return this.#lost === undefined ? 'open' : 'closed';
  }

  /** Calls `watcher` when the connection is lost, unless the returned function is called before. */
  watch(watcher: (reason: Error) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Gives the connection up. */
  lose(reason: Error): void {
    if (this.#lost !== undefined) return;
    this.#lost = reason;
    clearTimeout(this.#silence);
    this.#socket.destroy();
    for (const watcher of this.#watchers) watcher(reason);
  }

  write(chunk: Buffer, done?: (error?: Error | null) => void): boolean {
    if (this.#lost !== undefined) return true;
    this.#owesAnswer = true;
    this.#hear();
    return this.#socket.write(chunk, done);
  }

  /** Says a last word and ends the connection. */
  end(chunk: Buffer): void {
    if (this.#lost !== undefined) return;
    this.#lost = new ConnectionLostError('The connection was closed.');
    clearTimeout(this.#silence);
    this.#socket.write(chunk);
    this.#socket.destroySoon();
  }

  destroy(): void {
    this.lose(new ConnectionLostError('The driver gave the connection up.'));
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  #receive(chunk: Buffer): void {
    if (this.#lost !== undefined) return;
    this.#isSuspect = false;
    // When rows happen to look like it, the silence after them goes unnoticed until the next statement.
    if (chunk.subarray(-6, -1).equals(READY)) this.#owesAnswer = false;
    this.#hear();
    this.emit('data', chunk);
  }

  /** Somebody said something: the silence starts anew. */
  #hear(): void {
    if (this.#silenceMs === 0) return;
    this.#silence ??= setTimeout(() => this.#suspect(), this.#silenceMs).unref();
    this.#silence.refresh();
  }

  /** In a process that stood still timers come first, and only then what the system received in the meantime. */
  #suspect(): void {
    if (!this.#owesAnswer) return;
    this.#isSuspect = true;
    setImmediate(() => {
      if (this.#isSuspect) this.lose(new ConnectionLostError('The server owed an answer for too long.'));
    });
  }
}
