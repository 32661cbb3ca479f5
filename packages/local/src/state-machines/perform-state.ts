import { choiceHolds, isTimestamp } from './choice-rule.ts';
import type { FailState, PassState, State, WaitState } from './definition.ts';
import { invokeTask } from './invoke-task.ts';
import { readPath } from './path.ts';
import { performMap, performParallel } from './perform-branches.ts';
import type { RunScope } from './run-scope.ts';
import { StatesError } from './states-error.ts';

interface Performed {
  readonly result: unknown;
  readonly next?: string | undefined;
}

/** Does what the type of a state asks for, between its input and its result processing. */
export async function performState(
  name: string,
  state: State,
  input: unknown,
  context: Readonly<Record<string, unknown>>,
  token: string,
  scope: RunScope,
): Promise<Performed> {
  switch (state.Type) {
    case 'Task':
      return { result: await invokeTask(state, input, context, token, scope), next: state.Next };
    case 'Map':
      return { result: await performMap(name, state, input, context, scope), next: state.Next };
    case 'Parallel':
      return { result: await performParallel(state, input, scope), next: state.Next };
    case 'Pass':
      return { result: passResult(state, input), next: state.Next };
    case 'Wait':
      await waitAsTold(state, input, context, scope);
      return { result: input, next: state.Next };
    case 'Choice': {
      const next = state.Choices.find((rule) => choiceHolds(rule, input, context))?.Next ?? state.Default;
      if (next === undefined)
        throw new StatesError('States.NoChoiceMatched', `No choice of '${name}' matched.`);
      return { result: input, next };
    }
    case 'Succeed':
      return { result: input };
    case 'Fail':
      throw failure(state, input, context);
  }
}

function passResult(state: PassState, input: unknown): unknown {
  return state.Result === undefined ? input : state.Result;
}

async function waitAsTold(
  state: WaitState,
  input: unknown,
  context: unknown,
  scope: RunScope,
): Promise<void> {
  const delayMs = waitDelayMs(state, input, context, scope.clock.now());
  if (delayMs > 0) await scope.idle(() => scope.clock.sleep(delayMs, scope.signal));
}

function waitDelayMs(state: WaitState, input: unknown, context: unknown, now: Date): number {
  const timestamp =
    state.TimestampPath === undefined ? state.Timestamp : readPath(state.TimestampPath, input, context);
  if (timestamp !== undefined) {
    if (isTimestamp(timestamp)) return Date.parse(timestamp) - now.getTime();
    throw new StatesError('States.Runtime', `The TimestampPath '${state.TimestampPath}' gives no timestamp.`);
  }
  const seconds =
    state.SecondsPath === undefined ? state.Seconds : readPath(state.SecondsPath, input, context);
  if (Number.isSafeInteger(seconds) && Number(seconds) >= 0) return Number(seconds) * 1000;
  throw new StatesError(
    'States.Runtime',
    `The SecondsPath '${state.SecondsPath}' gives no number of seconds.`,
  );
}

function failure(state: FailState, input: unknown, context: unknown): StatesError {
  const error = state.ErrorPath === undefined ? state.Error : readPath(state.ErrorPath, input, context);
  const cause = state.CausePath === undefined ? state.Cause : readPath(state.CausePath, input, context);
  return new StatesError(String(error ?? ''), String(cause ?? ''));
}
