import { UnreachableError } from './errors.ts';

export interface ReachOptions {
  /** Of who calls; ends the work with its reason. */
  readonly signal: AbortSignal | undefined;
  /** An answer that takes longer is taken for none. */
  readonly timeoutMs?: number | undefined;
}

/** Does work with a server; throws `UnreachableError` when there is no answer, or one that breaks off. */
export async function reach<T>(
  url: string,
  { signal, timeoutMs }: ReachOptions,
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  const limit = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  signal?.throwIfAborted();
  try {
    return await work(anySignal(signal, limit));
  } catch (error) {
    signal?.throwIfAborted();
    if (limit?.aborted) throw new UnreachableError(url, limit.reason);
    // How fetch tells of the network, and of nothing else once it has a request. Its name, because an error of
    // another realm is no instance of ours.
    const isOfNetwork = (error as Error | undefined)?.name === 'TypeError';
    throw isOfNetwork ? new UnreachableError(url, error) : error;
  }
}

/** Aborted as soon as one of the signals is. */
export function anySignal(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}
