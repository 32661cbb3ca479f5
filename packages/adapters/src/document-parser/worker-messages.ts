import type { FileToParse, ParseOutcome } from '@elenchus/core/parsing/parser-port';

/** What the pool asks of a worker process, one file at a time. */
export type WorkerRequest = FileToParse;

/** What a worker process tells its pool. */
export type WorkerReport =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly pages: number }
  | { readonly type: 'done'; readonly outcome: ParseOutcome; readonly reusable: boolean }
  /** The file could not be got at, which is not its own fault. */
  | { readonly type: 'fault'; readonly message: string };
