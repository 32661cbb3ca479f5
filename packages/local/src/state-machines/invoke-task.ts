import type { TaskState } from './definition.ts';
import { shownData } from './execution-history.ts';
import { readPath } from './path.ts';
import type { RunScope } from './run-scope.ts';
import { StatesError } from './states-error.ts';
import { parseTaskResource, type TaskResource } from './task-resource.ts';

interface Call {
  readonly functionArn: string;
  readonly payload: unknown;
}

/** Runs a Task: calls its function, or waits for its token, within its time. `context` is `$$` of this attempt. */
export async function invokeTask(
  state: TaskState,
  parameters: unknown,
  context: Readonly<Record<string, unknown>>,
  token: string,
  scope: RunScope,
): Promise<unknown> {
  const resource = parseTaskResource(state.Resource);
  if (!resource) throw new StatesError('States.Runtime', `The Resource ${state.Resource} is not run here.`);
  const call = callOf(state.Resource, resource, parameters);
  const timeoutSeconds = timeoutSecondsOf(state, parameters, context);
  const prefix = resource.kind === 'lambda' ? 'LambdaFunction' : 'Task';
  const details = resource.kind === 'lambda' ? 'lambdaFunction' : 'task';
  const named =
    resource.kind === 'lambda'
      ? {}
      : { resourceType: 'lambda', resource: state.Resource.split(':lambda:').at(-1) };
  const shown =
    resource.kind === 'lambda'
      ? { resource: state.Resource, ...shownData('input', parameters) }
      : { ...named, ...shownData('parameters', parameters) };
  scope.history.add(`${prefix}Scheduled`, { [`${details}ScheduledEventDetails`]: shown });
  try {
    const result = await withinTime(timeoutSeconds, scope, (signal) =>
      perform(resource, call, token, signal, scope),
    );
    scope.history.add(`${prefix}Succeeded`, {
      [`${details}SucceededEventDetails`]: { ...named, ...shownData('output', result) },
    });
    return result;
  } catch (thrown) {
    if (scope.signal.aborted) throw scope.signal.reason;
    const error = StatesError.from(thrown);
    const kind = error.code === 'States.Timeout' ? 'TimedOut' : 'Failed';
    scope.history.add(`${prefix}${kind}`, {
      [`${details}${kind}EventDetails`]: { ...named, error: error.code, cause: error.details },
    });
    throw error;
  }
}

function callOf(resourceArn: string, resource: TaskResource, parameters: unknown): Call {
  if (resource.kind === 'lambda') return { functionArn: resourceArn, payload: parameters };
  const { FunctionName: functionName, Payload: payload = {} } = Object(parameters) as Record<string, unknown>;
  if (typeof functionName !== 'string')
    throw new StatesError('States.Runtime', 'The FunctionName is no string.');
  return { functionArn: functionName, payload };
}

function timeoutSecondsOf(state: TaskState, input: unknown, context: unknown): number | undefined {
  if (state.TimeoutSecondsPath === undefined) return state.TimeoutSeconds;
  const seconds = readPath(state.TimeoutSecondsPath, input, context);
  if (Number.isSafeInteger(seconds) && Number(seconds) > 0) return Number(seconds);
  throw new StatesError(
    'States.Runtime',
    `The TimeoutSecondsPath '${state.TimeoutSecondsPath}' gives no positive integer.`,
  );
}

async function perform(
  resource: TaskResource,
  call: Call,
  token: string,
  signal: AbortSignal,
  scope: RunScope,
): Promise<unknown> {
  if (!resource.waitsForToken) {
    const payload = await callFunction(call, signal, scope);
    return resource.kind === 'lambda'
      ? payload
      : { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
  }
  const { outcome, forget } = scope.callbacks.expect(token);
  try {
    await callFunction(call, signal, scope);
    return await scope.idle(() => Promise.race([outcome, rejectedOnAbort(signal)]));
  } finally {
    forget();
  }
}

async function callFunction(call: Call, signal: AbortSignal, scope: RunScope): Promise<unknown> {
  signal.throwIfAborted();
  try {
    // What crosses to and from a function is JSON: no shared objects, no undefined, no class instances.
    const result = await scope.invoke(call.functionArn, JSON.parse(JSON.stringify(call.payload)), { signal });
    return result === undefined ? null : JSON.parse(JSON.stringify(result));
  } catch (error) {
    throw functionError(error);
  }
}

function functionError(error: unknown): StatesError {
  const errorType = error instanceof Error ? error.name : 'Error';
  const errorMessage = error instanceof Error ? error.message : String(error);
  return new StatesError(errorType, JSON.stringify({ errorType, errorMessage }));
}

async function withinTime(
  timeoutSeconds: number | undefined,
  scope: RunScope,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const late = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([scope.signal, late.signal]);
  const working = work(signal);
  const racing = [working, rejectedOnAbort(signal, done.signal)];
  if (timeoutSeconds !== undefined) {
    scope.clock.sleep(timeoutSeconds * 1000, done.signal).then(
      () => late.abort(new StatesError('States.Timeout', '')),
      () => undefined,
    );
  }
  // A function that does not listen to the signal may end long after; nobody waits for it.
  for (const each of racing) each.catch(() => undefined);
  try {
    return await Promise.race(racing);
  } finally {
    done.abort();
  }
}

function rejectedOnAbort(signal: AbortSignal, unlisten?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = (): void => reject(signal.reason);
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true, ...(unlisten && { signal: unlisten }) });
  });
}
