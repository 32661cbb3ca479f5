import type { Branch, MapState, ParallelState } from './definition.ts';
import { readPath } from './path.ts';
import { fillTemplate } from './payload-template.ts';
import type { RunScope } from './run-scope.ts';
import { StatesError } from './states-error.ts';

/** Step Functions runs at most 40 iterations of an inline Map at once; a MaxConcurrency of 0 asks for as many. */
const mostIterationsAtOnce = 40;

/** Runs the processor for each item, in order and at most `MaxConcurrency` at once; the first failure ends all. */
export async function performMap(
  name: string,
  state: MapState,
  input: unknown,
  context: Readonly<Record<string, unknown>>,
  scope: RunScope,
): Promise<unknown[]> {
  const items = state.ItemsPath === undefined ? input : readPath(state.ItemsPath, input, context);
  if (!Array.isArray(items)) throw new StatesError('States.Runtime', `The items of '${name}' are no array.`);
  const processor = state.ItemProcessor ?? state.Iterator;
  if (!processor) throw new StatesError('States.Runtime', `'${name}' has no ItemProcessor.`);
  const selector = state.ItemSelector ?? state.Parameters;
  return together(items.length, concurrencyOf(state, input, context), scope, async (index, signal) => {
    const itemContext = { Map: { Item: { Index: index, Value: items[index] } } };
    const itemInput =
      selector === undefined ? items[index] : fillTemplate(selector, input, { ...context, ...itemContext });
    scope.history.add('MapIterationStarted', { mapIterationStartedEventDetails: { name, index } });
    try {
      const itemScope = { ...scope, signal, context: { ...scope.context, ...itemContext } };
      const result = await scope.runBranch(processor, itemInput, itemScope);
      scope.history.add('MapIterationSucceeded', { mapIterationSucceededEventDetails: { name, index } });
      return result;
    } catch (error) {
      if (!signal.aborted)
        scope.history.add('MapIterationFailed', { mapIterationFailedEventDetails: { name, index } });
      throw error;
    }
  });
}

/** Runs all branches at once on the same input; the first failure ends all. */
export function performParallel(state: ParallelState, input: unknown, scope: RunScope): Promise<unknown[]> {
  const branches: readonly Branch[] = state.Branches;
  return together(branches.length, branches.length, scope, (index, signal) => {
    const branch = branches[index];
    if (!branch) throw new RangeError(`There is no branch ${index}.`);
    return scope.runBranch(branch, input, { ...scope, signal });
  });
}

function concurrencyOf(state: MapState, input: unknown, context: unknown): number {
  const limit =
    state.MaxConcurrencyPath === undefined
      ? (state.MaxConcurrency ?? 0)
      : readPath(state.MaxConcurrencyPath, input, context);
  if (!Number.isSafeInteger(limit) || Number(limit) < 0) {
    throw new StatesError(
      'States.Runtime',
      `The MaxConcurrencyPath '${state.MaxConcurrencyPath}' gives no count.`,
    );
  }
  return Math.min(Number(limit) || mostIterationsAtOnce, mostIterationsAtOnce);
}

async function together(
  count: number,
  atOnce: number,
  scope: RunScope,
  work: (index: number, signal: AbortSignal) => Promise<unknown>,
): Promise<unknown[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any([scope.signal, failed.signal]);
  const results = new Array<unknown>(count);
  let nextIndex = 0;
  const worker = async (): Promise<void> => {
    while (nextIndex < count) {
      signal.throwIfAborted();
      const index = nextIndex++;
      results[index] = await work(index, signal);
    }
  };
  const workers = Array.from({ length: Math.min(atOnce, count) }, worker);
  try {
    await Promise.all(workers);
    return results;
  } catch (error) {
    failed.abort(error);
    // Nothing of the others goes on behind the back of the Catch that follows.
    await Promise.allSettled(workers);
    throw error;
  }
}
