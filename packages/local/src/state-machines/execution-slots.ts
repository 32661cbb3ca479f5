/** The places for executions that run at once. Those that come back from a wait go before those that have not begun. */
export class ExecutionSlots {
  #free: number;
  readonly #returning: (() => void)[] = [];
  readonly #beginning: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves with a place; rejects with the signal's reason, and takes none, when that is aborted first. */
  async acquire(turn: 'begin' | 'return', signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const line = turn === 'begin' ? this.#beginning : this.#returning;
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        line.splice(line.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      line.push(enter);
    });
  }

  release(): void {
    const next = this.#returning.shift() ?? this.#beginning.shift();
    if (next) next();
    else this.#free += 1;
  }
}

/** The place of one execution, which it gives away while all that it does is to wait. */
export class HeldSlot {
  readonly #slots: ExecutionSlots;
  readonly #signal: AbortSignal;
  #held = false;
  #waits = 0;
  #returning: Promise<void> | undefined;

  constructor(slots: ExecutionSlots, signal: AbortSignal) {
    this.#slots = slots;
    this.#signal = signal;
  }

  async begin(): Promise<void> {
    await this.#slots.acquire('begin', this.#signal);
    this.#held = true;
  }

  /** Waits without the place; afterwards takes it again, in turn. */
  async idle<T>(wait: () => Promise<T>): Promise<T> {
    this.#waits += 1;
    this.end();
    try {
      return await wait();
    } finally {
      this.#waits -= 1;
      if (!this.#held && this.#waits === 0) await this.#comeBack();
    }
  }

  end(): void {
    if (this.#held) this.#slots.release();
    this.#held = false;
  }

  #comeBack(): Promise<void> {
    this.#returning ??= this.#slots.acquire('return', this.#signal).then(
      () => {
        this.#held = true;
        this.#returning = undefined;
      },
      (reason) => {
        this.#returning = undefined;
        throw reason;
      },
    );
    return this.#returning;
  }
}
