import type { Clock } from '../scheduler/clock.ts';
import { assertWithinDataLimit } from './data-limit.ts';
import type { Definition } from './definition.ts';
import { ExecutionHistory, shownData } from './execution-history.ts';
import type { ExecutionRecord, ExecutionStatus } from './execution-record.ts';
import { type ExecutionSlots, HeldSlot } from './execution-slots.ts';
import { runBranch } from './run-branch.ts';
import type { InvokeFunction } from './run-scope.ts';
import { StatesError } from './states-error.ts';
import type { TaskCallbacks } from './task-callbacks.ts';

/** What a run needs from its surroundings. */
export interface RunSurroundings {
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly slots: ExecutionSlots;
  readonly callbacks: TaskCallbacks;
}

/** Why an execution was ended from outside. */
export class ExecutionEnd extends Error {
  readonly code = 'execution_ended';
  readonly status: ExecutionStatus;
  readonly details: { readonly error?: string; readonly cause?: string };

  constructor(
    status: 'ABORTED' | 'TIMED_OUT',
    details: { readonly error?: string; readonly cause?: string },
  ) {
    super(`The execution was ended: ${status}`);
    this.name = 'ExecutionEnd';
    this.status = status;
    this.details = details;
  }
}

/** One execution on its way. `abort` ends it: with an ExecutionEnd as that says, with any other reason without an end. */
export class ExecutionRun {
  readonly history: ExecutionHistory;
  readonly #machine: { readonly name: string; readonly arn: string; readonly definition: Definition };
  readonly #record: ExecutionRecord;
  readonly #with: RunSurroundings;
  readonly #controller = new AbortController();

  constructor(
    machine: { readonly name: string; readonly arn: string; readonly definition: Definition },
    record: ExecutionRecord,
    surroundings: RunSurroundings,
  ) {
    this.#machine = machine;
    this.#record = record;
    this.#with = surroundings;
    this.history = new ExecutionHistory(() => surroundings.clock.now().getTime());
  }

  abort(reason: Error): void {
    this.#controller.abort(reason);
  }

  /** Runs to the end and gives the ended record; undefined when it was aborted without an end. */
  async run(): Promise<ExecutionRecord | undefined> {
    const signal = this.#controller.signal;
    const slot = new HeldSlot(this.#with.slots, signal);
    const done = new AbortController();
    try {
      await slot.begin();
      this.#limitTime(done.signal);
      const output = await this.#runStates(slot);
      signal.throwIfAborted();
      this.history.add('ExecutionSucceeded', { executionSucceededEventDetails: shownData('output', output) });
      return this.#ended('SUCCEEDED', { output: JSON.stringify(output) });
    } catch (thrown) {
      if (!signal.aborted) return this.#failed(StatesError.from(thrown));
      return signal.reason instanceof ExecutionEnd ? this.#endedFromOutside(signal.reason) : undefined;
    } finally {
      done.abort();
      slot.end();
    }
  }

  #limitTime(done: AbortSignal): void {
    const seconds = this.#machine.definition.TimeoutSeconds;
    if (seconds === undefined) return;
    this.#with.clock.sleep(seconds * 1000, done).then(
      () => this.abort(new ExecutionEnd('TIMED_OUT', { error: 'States.Timeout' })),
      () => undefined,
    );
  }

  async #runStates(slot: HeldSlot): Promise<unknown> {
    const { definition, arn, name } = this.#machine;
    const input: unknown = JSON.parse(this.#record.input);
    this.history.add('ExecutionStarted', { executionStartedEventDetails: shownData('input', input) });
    const output = await runBranch(definition, input, {
      runBranch,
      invoke: this.#with.invoke,
      clock: this.#with.clock,
      random: this.#with.random,
      newToken: this.#with.newId,
      callbacks: this.#with.callbacks,
      history: this.history,
      idle: (wait) => slot.idle(wait),
      signal: this.#controller.signal,
      context: {
        Execution: {
          Id: this.#record.executionArn,
          Name: this.#record.name,
          Input: input,
          StartTime: new Date(this.#record.startDateMs).toISOString(),
        },
        StateMachine: { Id: arn, Name: name },
      },
    });
    assertWithinDataLimit(output, 'output of the execution');
    return output;
  }

  #failed(error: StatesError): ExecutionRecord {
    const details = { error: error.code, cause: error.details };
    this.history.add('ExecutionFailed', { executionFailedEventDetails: details });
    return this.#ended('FAILED', details);
  }

  #endedFromOutside(end: ExecutionEnd): ExecutionRecord {
    if (end.status === 'TIMED_OUT') {
      this.history.add('ExecutionTimedOut', { executionTimedOutEventDetails: end.details });
    } else this.history.add('ExecutionAborted', { executionAbortedEventDetails: end.details });
    return this.#ended(end.status, end.details);
  }

  #ended(status: ExecutionStatus, details: Partial<ExecutionRecord>): ExecutionRecord {
    return {
      ...this.#record,
      ...details,
      status,
      stopDateMs: this.#with.clock.now().getTime(),
      events: this.history.events,
    };
  }
}
