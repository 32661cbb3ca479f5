/** Lets at most `maximum` pieces of work run at a time; the others wait in order, or leave when their signal aborts. */
export interface ConcurrencyLimit {
  /** Resolves to the function that gives the place back. */
  enter(signal?: AbortSignal): Promise<() => void>;
}

export function createConcurrencyLimit(maximum: number): ConcurrencyLimit {
  const waiting = new Set<() => void>();
  let running = 0;

  function leaveOnce(): () => void {
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      running -= 1;
      const [next] = waiting;
      if (next !== undefined) {
        waiting.delete(next);
        next();
      }
    };
  }

  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (running >= maximum) {
        await new Promise<void>((resolve, reject) => {
          const onAbort = () => {
            waiting.delete(admit);
            reject(signal?.reason);
          };
          const admit = () => {
            signal?.removeEventListener('abort', onAbort);
            // Taken at once, so that nobody who comes in between gets the place.
            running += 1;
            resolve();
          };
          waiting.add(admit);
          signal?.addEventListener('abort', onAbort, { once: true });
        });
      } else {
        running += 1;
      }
      return leaveOnce();
    },
  };
}
