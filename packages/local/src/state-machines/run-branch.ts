import type { Branch } from './definition.ts';
import type { RunScope } from './run-scope.ts';
import { runState } from './run-state.ts';
import { StatesError } from './states-error.ts';

/** Runs the states of a branch from its start and gives its output; throws StatesError, or the reason of the signal. */
export async function runBranch(branch: Branch, input: unknown, scope: RunScope): Promise<unknown> {
  let value = input;
  let name: string | undefined = branch.StartAt;
  while (name !== undefined) {
    scope.signal.throwIfAborted();
    const state: Branch['States'][string] | undefined = branch.States[name];
    if (!state) throw new StatesError('States.Runtime', `There is no state '${name}'.`);
    const step = await runState(name, state, value, scope);
    value = step.output;
    name = step.next;
  }
  return value;
}
