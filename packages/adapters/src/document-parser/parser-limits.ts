import { setTimeout as delay } from 'node:timers/promises';
import { processUsage } from './process-usage.ts';

/** How much one file may take. */
export interface ParserLimits {
  /** Resident memory of the worker process. */
  readonly memoryBytes: number;
  /** Processor time for the file as such, and in addition for each page that has been read. */
  readonly cpuMs: number;
  readonly cpuPerPageMs: number;
  /** How many times the processor time may pass on the clock, for a machine that is busy with other work. */
  readonly clockFactor: number;
}

export const DEFAULT_PARSER_LIMITS: ParserLimits = {
  memoryBytes: 512 * 1024 * 1024,
  cpuMs: 10_000,
  cpuPerPageMs: 10,
  clockFactor: 6,
};

export type ExceededLimit = 'memory' | 'time';

/** Growing by 1 GB a second, a bomb passes its limit by no more than some 30 MB between two looks. */
const SAMPLING_INTERVAL_MS = 30;
/** Without /proc each look starts a program. */
const SLOW_SAMPLING_INTERVAL_MS = 250;

/** Looks at a process until it passes a limit (then says which) or `stop` is aborted (then undefined). */
export async function watchLimits(
  pid: number,
  limits: ParserLimits,
  pagesRead: () => number,
  stop: AbortSignal,
): Promise<ExceededLimit | undefined> {
  const interval = process.platform === 'linux' ? SAMPLING_INTERVAL_MS : SLOW_SAMPLING_INTERVAL_MS;
  const startedAt = performance.now();
  const cpuBefore = (await processUsage(pid))?.cpuMs ?? 0;
  while (!stop.aborted) {
    const usage = await processUsage(pid);
    const allowedMs = limits.cpuMs + limits.cpuPerPageMs * pagesRead();
    if ((usage?.residentBytes ?? 0) > limits.memoryBytes) return 'memory';
    if ((usage?.cpuMs ?? 0) - cpuBefore > allowedMs) return 'time';
    if (performance.now() - startedAt > allowedMs * limits.clockFactor) return 'time';
    await delay(interval, undefined, { signal: stop }).catch(() => {});
  }
  return undefined;
}
