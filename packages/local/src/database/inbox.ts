import { type Frame, typeOf } from './frames.ts';

/** Above this many unprocessed bytes the client has to wait. */
const HIGH_WATER_BYTES = 8 * 1024 * 1024;
/** Sync, Query: the server answers them with ReadyForQuery. */
const ENDS = new Set([typeOf('S'), typeOf('Q')]);

/** The messages that a client has sent and that were not run yet. */
export class Inbox {
  #frames: Frame[] = [];
  #bytes = 0;
  #closed = false;
  #wake: (() => void) | undefined;
  readonly #onRoom: () => void;

  /** `onRoom` is called when a full inbox can take more. */
  constructor(onRoom: () => void) {
    this.#onRoom = onRoom;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get isFull(): boolean {
    return this.#bytes > HIGH_WATER_BYTES;
  }

  push(frame: Frame): void {
    this.#frames.push(frame);
    this.#bytes += frame.bytes.length;
    this.#wake?.();
  }

  /** No more messages will come; those that are there can still be taken. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** Closes, and forgets what was not taken. */
  abandon(): void {
    this.#frames = [];
    this.#bytes = 0;
    this.close();
  }

  peek(): Frame | undefined {
    return this.#frames[0];
  }

  /** Takes the messages up to the first one that ends with ReadyForQuery, or all of them. */
  takeBatch(): Frame[] {
    const end = this.#frames.findIndex((frame) => ENDS.has(frame.type));
    const batch = this.#frames.splice(0, end < 0 ? this.#frames.length : end + 1);
    const wasFull = this.isFull;
    for (const frame of batch) this.#bytes -= frame.bytes.length;
    if (wasFull && !this.isFull) this.#onRoom();
    return batch;
  }

  /** Waits for a message; `timeoutMs` undefined waits for ever. */
  async wait(timeoutMs?: number): Promise<'message' | 'closed' | 'timeout'> {
    if (this.#frames.length > 0) return 'message';
    if (this.#closed) return 'closed';
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => resolve(false), timeoutMs);
    this.#wake = () => resolve(true);
    const woken = await promise;
    clearTimeout(timer);
    this.#wake = undefined;
    if (!woken) return 'timeout';
    return this.#frames.length > 0 ? 'message' : 'closed';
  }
}
