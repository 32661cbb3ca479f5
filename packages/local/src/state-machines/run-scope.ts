import type { Clock } from '../scheduler/clock.ts';
import type { Branch } from './definition.ts';
import type { ExecutionHistory } from './execution-history.ts';
import type { TaskCallbacks } from './task-callbacks.ts';

/** Calls a function by ARN (or name); a rejection is the function's error, its `name` the errorType. */
export type InvokeFunction = (
  functionArn: string,
  payload: unknown,
  options: { readonly signal?: AbortSignal },
) => Promise<unknown>;

/** What the states of one execution share. */
export interface RunScope {
  /** Runs the states of a Map's processor or of a Parallel's branch. */
  readonly runBranch: (branch: Branch, input: unknown, scope: RunScope) => Promise<unknown>;
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  readonly random: () => number;
  readonly history: ExecutionHistory;
  readonly callbacks: TaskCallbacks;
  readonly newToken: () => string;
  /** Waits without holding one of the places for running executions. */
  readonly idle: <T>(wait: () => Promise<T>) => Promise<T>;
  /** Aborted when the execution, or the Map or Parallel around the state, ends early. */
  readonly signal: AbortSignal;
  /** The context object `$$` as far as it is known outside of a state. */
  readonly context: Readonly<Record<string, unknown>>;
}
