import { type ApiClient, ApiError } from '@elenchus/client/api-client';
import { UnreachableError } from '@elenchus/client/errors';
import type { CommandContext } from './command.ts';

const firstWaitMs = 500;
const longestWaitMs = 8000;
/** How long a server may be away while it is only asked: a restart, a deployment. */
const patienceMs = 60_000;

export interface RetryOptions extends Pick<CommandContext, 'wait'> {
  /** In all, without the time that the attempts themselves take. */
  readonly patienceMs: number;
  readonly isTransient?: (error: unknown) => boolean;
  /** Called before the first wait. */
  readonly onRetry?: (error: unknown) => void;
}

/** Does work that may be done twice; again, after longer and longer waits, while it fails for a reason that passes. */
export async function retryTransient<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { isTransient = isPassing, onRetry, wait } = options;
  let waitedMs = 0;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || waitedMs >= options.patienceMs) throw error;
      if (waitedMs === 0) onRetry?.(error);
    }
    await wait(waitMs);
    waitedMs += waitMs;
  }
}

/** A client that asks again for a minute when the server is away; for requests that change nothing. */
export function patientClient({ api, tell, wait }: Pick<CommandContext, 'api' | 'tell' | 'wait'>): ApiClient {
  const onRetry = (error: unknown) => tell(`${(error as Error).message}; trying again.`);
  return {
    ...api,
    call: (contract, request) =>
      retryTransient(() => api.call(contract, request), { wait, patienceMs, onRetry }),
  };
}

function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof ApiError && [429, 502, 503, 504].includes(error.status);
}
