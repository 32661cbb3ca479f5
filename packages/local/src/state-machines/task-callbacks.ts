import { StatesError } from './states-error.ts';

interface WaitingTask {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: StatesError) => void;
}

/** Raised for a token that no task waits for (any more). */
export class TaskDoesNotExistError extends Error {
  readonly code = 'TaskDoesNotExist';

  constructor() {
    super('Task does not exist');
    this.name = 'TaskDoesNotExistError';
  }
}

/** The tasks that wait for their token (`.waitForTaskToken`). Tokens live as long as the process. */
export class TaskCallbacks {
  readonly #waiting = new Map<string, WaitingTask>();

  /** Announces a token; `outcome` settles when it is sent back. Call `forget` in the end. */
  expect(token: string): { readonly outcome: Promise<unknown>; readonly forget: () => void } {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // It may be rejected before anybody listens.
    promise.catch(() => undefined);
    this.#waiting.set(token, { resolve, reject });
    return { outcome: promise, forget: () => this.#waiting.delete(token) };
  }

  /** Throws TaskDoesNotExistError, as do the others. */
  succeed(token: string, output: unknown): void {
    this.#take(token).resolve(output);
    this.#waiting.delete(token);
  }

  fail(token: string, error: string, cause: string): void {
    this.#take(token).reject(new StatesError(error, cause));
    this.#waiting.delete(token);
  }

  heartbeat(token: string): void {
    this.#take(token);
  }

  #take(token: string): WaitingTask {
    const task = this.#waiting.get(token);
    if (!task) throw new TaskDoesNotExistError();
    return task;
  }
}
