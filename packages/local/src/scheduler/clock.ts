import { setTimeout as delay } from 'node:timers/promises';

/** Time as the one-machine cloud sees it; a test passes its own. */
export interface Clock {
  now(): Date;
  /** Resolves after `delayMs`; rejects with the signal's reason as soon as it is aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** Longest delay of a Node timer; a longer one would fire at once. */
const maximumTimerMs = 2 ** 31 - 1;

/** The machine's clock. Delays may be of any length. */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(delayMs, signal) {
    for (let leftMs = delayMs; leftMs > 0; leftMs -= maximumTimerMs) {
      try {
        await delay(Math.min(leftMs, maximumTimerMs), undefined, signal ? { signal } : {});
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      }
    }
  },
};
