import type { ApiClient } from '@elenchus/client/api-client';

/** What a command works with; nothing else reaches the world outside. */
export interface CommandContext {
  /** Signed in. */
  readonly api: ApiClient;
  readonly url: string;
  /** Paths of the command line are seen from here. */
  readonly workingFolder: string;
  /** Answer as JSON, for programs: the result on standard output, nothing else there. */
  readonly json: boolean;
  /** A line of the result, to standard output; what is not JSON is made safe for a terminal. */
  readonly print: (line: string) => void;
  /** A line for people besides the result, to standard error. */
  readonly tell: (line: string) => void;
  /** What people watch meanwhile, to standard error. */
  readonly screen: Screen;
  /** Rejects when the user stops. */
  readonly wait: (durationMs: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A terminal is redrawn, anything else gets lines. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}
