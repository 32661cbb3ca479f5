import { ApiError, UnreachableError } from './errors.ts';

/** How a request is repeated whose fault may pass. */
export interface RetrySettings {
  /** In all; 1 repeats nothing. */
  readonly attempts: number;
  /** Doubled with each attempt; up to half of a wait is left to chance, so that many clients do not come at once. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** From the first attempt on: a wait that would last longer, also one that the server asks for, is not begun. */
  readonly patienceMs: number;
  /** Says of a fault that may pass whether to wait for it. */
  readonly isWorthIt?: (fault: PassingFault) => boolean;
  /** Called before each wait; `attempt` counts from 1. */
  readonly onRetry?: (retry: {
    readonly fault: PassingFault;
    readonly attempt: number;
    readonly waitMs: number;
  }) => void;
}
export type PassingFault = ApiError | UnreachableError;

/** Time and chance, which tests bring along. */
export interface Timing {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Rejects with the reason of the signal. */
  readonly sleep: (durationMs: number, signal: AbortSignal | undefined) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** The server asks for at most a minute when its limits are reached. */
export const defaultRetry: RetrySettings = {
  attempts: 5,
  firstWaitMs: 500,
  longestWaitMs: 8000,
  patienceMs: 90_000,
};

export const realTiming: Timing = { clock: Date.now, sleep, random: Math.random };

interface Repetition {
  /** Whether it does no harm when the first request was carried out and its answer got lost. */
  readonly isRepeatable: boolean;
  readonly settings: RetrySettings;
  readonly timing: Timing;
  readonly signal: AbortSignal | undefined;
}

/** Does the work; again, after longer and longer waits, while it fails for a reason that passes. */
export async function withRetries<T>(work: () => Promise<T>, repetition: Repetition): Promise<T> {
  const { isRepeatable, settings, timing, signal } = repetition;
  const giveUpAt = timing.clock() + settings.patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (fault) {
      if (attempt >= settings.attempts || !isPassing(fault, isRepeatable)) throw fault;
      const askedMs = fault instanceof ApiError ? (fault.retryAfterMs ?? 0) : 0;
      const waitMs = Math.max(askedMs, backOffMs(attempt, settings, timing));
      if (timing.clock() + waitMs > giveUpAt || settings.isWorthIt?.(fault) === false) throw fault;
      settings.onRetry?.({ fault, attempt, waitMs });
      await timing.sleep(waitMs, signal);
    }
  }
}

function backOffMs(attempt: number, settings: RetrySettings, { random }: Timing): number {
  const fullMs = Math.min(settings.firstWaitMs * 2 ** (attempt - 1), settings.longestWaitMs);
  return Math.round(fullMs * (1 - random() / 2));
}

/** A key whose first request still runs; and what S3 answers besides 503 when it is not at its best. */
const passingCodes: readonly string[] = ['idempotency_in_progress', 'InternalError', 'RequestTimeout'];

function isPassing(fault: unknown, isRepeatable: boolean): fault is PassingFault {
  if (fault instanceof UnreachableError) return isRepeatable;
  if (!(fault instanceof ApiError) || fault.isReplayed) return false;
  if (fault.status === 429) return true;
  return isRepeatable && ([502, 503, 504].includes(fault.status) || passingCodes.includes(fault.code));
}

function sleep(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, durationMs);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
