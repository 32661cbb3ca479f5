import type { Retrier } from './definition.ts';
import { matchesError, type StatesError } from './states-error.ts';

// The defaults of the Amazon States Language.
const defaultIntervalSeconds = 1;
const defaultMaxAttempts = 3;
const defaultBackoffRate = 2;

/** Counts the attempts of one visit to a state: each retrier has its own count. */
export class RetryPolicy {
  readonly #retriers: readonly Retrier[];
  readonly #attempts: number[];
  readonly #random: () => number;

  /** `random` gives numbers in [0, 1) for `JitterStrategy: FULL`. */
  constructor(retriers: readonly Retrier[], random: () => number) {
    this.#retriers = retriers;
    this.#attempts = retriers.map(() => 0);
    this.#random = random;
  }

  /** Milliseconds to wait before the next attempt; undefined when there is none left. The first retrier that matches decides. */
  nextDelayMs(error: StatesError): number | undefined {
    const at = this.#retriers.findIndex((retrier) => matchesError(retrier.ErrorEquals, error.code));
    const retrier = this.#retriers[at];
    const attempt = this.#attempts[at];
    if (!retrier || attempt === undefined) return undefined;
    if (attempt >= (retrier.MaxAttempts ?? defaultMaxAttempts)) return undefined;
    this.#attempts[at] = attempt + 1;
    const seconds = Math.min(
      (retrier.IntervalSeconds ?? defaultIntervalSeconds) *
        (retrier.BackoffRate ?? defaultBackoffRate) ** attempt,
      retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    );
    return seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? this.#random() : 1);
  }
}
