import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../scheduler/clock.ts';
import type { Logger } from '../scheduler/logger.ts';
import { answerApiRequest } from './answer-api-request.ts';
import { StepFunctionsError } from './api-error.ts';
import { ExecutionSlots } from './execution-slots.ts';
import { Executions } from './executions.ts';
import type { InvokeFunction } from './run-scope.ts';
import { TaskCallbacks } from './task-callbacks.ts';
import { parseDefinition } from './validate-definition.ts';

/** What the local Step Functions runs and with what. */
export interface StateMachineServiceOptions {
  /** Where the executions lie, a folder per machine. */
  readonly folder: string;
  readonly machines: readonly { readonly name: string; readonly arn: string; readonly definition: object }[];
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  /** Executions that run at once; one that only waits (Wait, a retry's delay, a task token) does not count. */
  readonly maxConcurrentExecutions: number;
  readonly logger: Logger;
  /** Numbers in [0, 1) for the jitter of retries. */
  readonly random?: () => number;
}

/** The local Step Functions. */
export interface StateMachineService {
  /** Answers the endpoint's requests: AWS JSON 1.0, `X-Amz-Target: AWSStepFunctions.*`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Starts again, from their beginning, the executions that a former process left RUNNING; returns how many. */
  resumeUnfinished(): Promise<number>;
  /** Resolves when no execution is RUNNING any more, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
  /** Refuses new executions, invokes nothing more and leaves what runs as RUNNING on disk. */
  stop(): Promise<void>;
}

/** Makes the service; throws InvalidDefinitionError for a machine that cannot run here as on AWS. */
export function createStateMachineService(options: StateMachineServiceOptions): StateMachineService {
  const { folder, machines, clock, invoke, logger, random = Math.random } = options;
  const callbacks = new TaskCallbacks();
  const slots = new ExecutionSlots(options.maxConcurrentExecutions);
  const surroundings = { invoke, clock, random, newId: randomUUID, slots, callbacks };
  const executions = new Map(
    machines.map(({ name, arn, definition }) => {
      const machine = { name, arn, definition: parseDefinition(name, definition) };
      return [arn, new Executions(folder, machine, surroundings, logger)];
    }),
  );
  const all = [...executions.values()];
  let stopped = false;
  const state = { executions, callbacks, newId: randomUUID };

  return {
    handle: (request, response) => answerApiRequest(request, response, { ...state, assertOpen }, logger),
    async resumeUnfinished() {
      const counts = await Promise.all(all.map((each) => each.resume()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async drain(timeoutMs) {
      const done = new AbortController();
      const timeout = clock.sleep(timeoutMs, done.signal).catch(() => undefined);
      const emptied = async (): Promise<void> => {
        while (!done.signal.aborted && all.some((each) => each.running.length > 0)) {
          await Promise.all(all.map((each) => each.settled()));
        }
      };
      await Promise.race([emptied(), timeout]);
      done.abort();
    },
    async stop() {
      stopped = true;
      await Promise.all(all.map((each) => each.leave(new Error('The local Step Functions is stopping'))));
    },
  };

  function assertOpen(): void {
    if (stopped)
      throw new StepFunctionsError('ServiceUnavailable', 'The local Step Functions is stopping', 503);
  }
}
