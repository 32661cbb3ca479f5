/** Hands out one turn at a time, first come, first served. */
export class TurnQueue {
  #held = false;
  readonly #waiting: (() => void)[] = [];
  #count = 0;

  /** How many turns were asked for so far. */
  get count(): number {
    return this.#count;
  }

  /** Waits for the turn. Every call must be followed by one `release`. */
  async acquire(): Promise<void> {
    this.#count += 1;
    if (!this.#held) {
      this.#held = true;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    await promise;
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#held = false;
    else next();
  }

  /** Runs `task` in a turn of its own. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.acquire();
    try {
      return await task();
    } finally {
      this.release();
    }
  }
}
