import type { FileToParse, ParseOutcome, RenderOutcome } from '@elenchus/core/parsing/parser-port';

/** What the pool asks of a worker process: to read a file, or to draw a page of it (from 1). */
export type ParserRequest =
  | ({ readonly type: 'parse' } & FileToParse)
  | { readonly type: 'render'; readonly path: string; readonly page: number };

export type ParserOutcome = ParseOutcome | RenderOutcome;

/** What a worker process tells the process that started it. */
export type WorkerReport<Outcome> =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly pages: number }
  /** A worker that is not reusable has come into an unknown state, and must be replaced. */
  | { readonly type: 'done'; readonly outcome: Outcome; readonly reusable: boolean }
  /** The work could not be done, for a reason that lies outside of it. */
  | { readonly type: 'fault'; readonly message: string };
