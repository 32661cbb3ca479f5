import { assertWithinDataLimit } from './data-limit.ts';
import type { Catcher, State } from './definition.ts';
import { shownData } from './execution-history.ts';
import { readPath, writeReferencePath } from './path.ts';
import { fillTemplate } from './payload-template.ts';
import { performState } from './perform-state.ts';
import { RetryPolicy } from './retry-policy.ts';
import type { RunScope } from './run-scope.ts';
import { matchesError, StatesError } from './states-error.ts';

/** What a state hands on; no `next` is the end of its branch. */
export interface Step {
  readonly output: unknown;
  readonly next?: string | undefined;
}

/** Runs one state with its retries and its catchers. Throws a StatesError that nothing caught. */
export async function runState(name: string, state: State, input: unknown, scope: RunScope): Promise<Step> {
  scope.history.add(`${state.Type}StateEntered`, {
    stateEnteredEventDetails: { name, ...shownData('input', input) },
  });
  const step = await attemptState(name, state, input, scope);
  scope.history.add(`${state.Type}StateExited`, {
    stateExitedEventDetails: { name, ...shownData('output', step.output) },
  });
  return step;
}

async function attemptState(name: string, state: State, input: unknown, scope: RunScope): Promise<Step> {
  const policy = new RetryPolicy('Retry' in state ? (state.Retry ?? []) : [], scope.random);
  const enteredTime = scope.clock.now().toISOString();
  for (let retryCount = 0; ; retryCount += 1) {
    try {
      const token = scope.newToken();
      const entered = { Name: name, EnteredTime: enteredTime, RetryCount: retryCount };
      const context = { ...scope.context, State: entered, Task: { Token: token } };
      return await transform(name, state, input, context, token, scope);
    } catch (thrown) {
      scope.signal.throwIfAborted();
      const error = StatesError.from(thrown);
      const delayMs = policy.nextDelayMs(error);
      if (delayMs === undefined) return caught(state, input, error, name);
      await scope.idle(() => scope.clock.sleep(delayMs, scope.signal));
    }
  }
}

async function transform(
  name: string,
  state: State,
  input: unknown,
  context: Readonly<Record<string, unknown>>,
  token: string,
  scope: RunScope,
): Promise<Step> {
  const selected = applyPath('InputPath' in state ? state.InputPath : undefined, input, context);
  const template = state.Type === 'Map' || !('Parameters' in state) ? undefined : state.Parameters;
  const parameters = template === undefined ? selected : fillTemplate(template, selected, context);
  assertWithinDataLimit(parameters, `input of the state '${name}'`);
  const { result, next } = await performState(name, state, parameters, context, token, scope);
  assertWithinDataLimit(result, `result of the state '${name}'`);
  const selector = 'ResultSelector' in state ? state.ResultSelector : undefined;
  const kept = selector === undefined ? result : fillTemplate(selector, result, context);
  const combined = applyResultPath('ResultPath' in state ? state.ResultPath : undefined, input, kept);
  const output = applyPath('OutputPath' in state ? state.OutputPath : undefined, combined, context);
  assertWithinDataLimit(output, `output of the state '${name}'`);
  return { output, next };
}

function applyPath(path: string | null | undefined, value: unknown, context: unknown): unknown {
  if (path === null) return {};
  return path === undefined ? value : readPath(path, value, context);
}

function applyResultPath(path: string | null | undefined, input: unknown, result: unknown): unknown {
  if (path === null) return input;
  return path === undefined ? result : writeReferencePath(path, input, result);
}

function caught(state: State, input: unknown, error: StatesError, name: string): Step {
  const catchers: readonly Catcher[] = 'Catch' in state ? (state.Catch ?? []) : [];
  const catcher = catchers.find((each) => matchesError(each.ErrorEquals, error.code));
  if (!catcher) throw error;
  const output = applyResultPath(catcher.ResultPath, input, { Error: error.code, Cause: error.details });
  assertWithinDataLimit(output, `output of the state '${name}'`);
  return { output, next: catcher.Next };
}
