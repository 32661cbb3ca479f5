import type * as z from 'zod';
import type { Branch, Catcher, Definition, Retrier, State } from './definition.ts';
import { definitionSchema } from './definition-schema.ts';
import { parseTaskResource } from './task-resource.ts';

/** Raised for a state machine that cannot run here as it runs on AWS; `faults` has one line for each. */
export class InvalidDefinitionError extends Error {
  readonly code = 'invalid_definition';
  readonly faults: readonly string[];

  constructor(machine: string, faults: readonly string[]) {
    super(`State machine ${machine} cannot be run:\n- ${faults.join('\n- ')}`);
    this.name = 'InvalidDefinitionError';
    this.faults = faults;
  }
}

/**
 * All faults of a definition (empty when it is sound): fields that AWS honours and this machine does not,
 * and what AWS itself would refuse. Resources must be resolved ARNs.
 */
export function validateDefinition(definition: unknown): string[] {
  const parsed = definitionSchema.safeParse(definition, { reportInput: false });
  if (!parsed.success) return parsed.error.issues.flatMap(describeIssue);
  return [...branchFaults(parsed.data, 'machine'), ...nameFaults(parsed.data)];
}

/** The definition, typed; throws InvalidDefinitionError. */
export function parseDefinition(machine: string, definition: unknown): Definition {
  const faults = validateDefinition(definition);
  if (faults.length > 0) throw new InvalidDefinitionError(machine, faults);
  return definitionSchema.parse(definition);
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const where = issue.path.length === 0 ? 'machine' : issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${where}: the field "${key}" is not run here`);
  return [`${where}: ${issue.message}`];
}

function nestedBranches(state: State): readonly Branch[] {
  if (state.Type === 'Parallel') return state.Branches;
  if (state.Type !== 'Map') return [];
  return [state.ItemProcessor, state.Iterator].filter((each) => each !== undefined);
}

function allNames(branch: Branch): string[] {
  return Object.entries(branch.States).flatMap(([name, state]) => [
    name,
    ...nestedBranches(state).flatMap(allNames),
  ]);
}

function nameFaults(definition: Definition): string[] {
  const names = allNames(definition);
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return [...repeated].map((name) => `${name}: the name is used by more than one state of the machine`);
}

function targets(state: State): string[] {
  const caught = 'Catch' in state ? (state.Catch ?? []).map((catcher) => catcher.Next) : [];
  const followed = 'Next' in state && state.Next !== undefined ? [state.Next] : [];
  const chosen =
    state.Type === 'Choice'
      ? [
          ...state.Choices.map((choice) => choice.Next),
          ...(state.Default === undefined ? [] : [state.Default]),
        ]
      : [];
  return [...caught, ...followed, ...chosen];
}

function branchFaults(branch: Branch, where: string): string[] {
  const names = Object.keys(branch.States);
  const reached = new Set<string>();
  const waiting = [branch.StartAt];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = branch.States[name];
    if (reached.has(name) || !state) continue;
    reached.add(name);
    waiting.push(...targets(state));
  }
  return [
    ...(branch.States[branch.StartAt]
      ? []
      : [`${where}: StartAt names no state of its own ("${branch.StartAt}")`]),
    ...names.filter((name) => !reached.has(name)).map((name) => `${name}: the state cannot be reached`),
    ...Object.entries(branch.States).flatMap(([name, state]) => [
      ...targets(state)
        .filter((target) => !branch.States[target])
        .map((target) => `${name}: goes to "${target}", which is no state beside it`),
      ...stateFaults(state).map((fault) => `${name}: ${fault}`),
      ...nestedBranches(state).flatMap((nested) => branchFaults(nested, name)),
    ]),
  ];
}

function count(state: State, ...fields: readonly string[]): number {
  return fields.filter((field) => field in state && Reflect.get(state, field) !== undefined).length;
}

function stateFaults(state: State): string[] {
  const faults: string[] = [];
  const needs = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  if (!['Choice', 'Succeed', 'Fail'].includes(state.Type)) {
    needs(count(state, 'Next', 'End') === 1, 'needs either Next or End');
  }
  if (state.Type === 'Wait') {
    const times = count(state, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath');
    needs(times === 1, 'needs exactly one of Seconds, SecondsPath, Timestamp, TimestampPath');
  }
  if (state.Type === 'Map') {
    needs(count(state, 'ItemProcessor', 'Iterator') === 1, 'needs either ItemProcessor or Iterator');
    needs(count(state, 'ItemSelector', 'Parameters') < 2, 'has both ItemSelector and Parameters');
    needs(count(state, 'MaxConcurrency', 'MaxConcurrencyPath') < 2, 'has both MaxConcurrency and its Path');
  }
  if (state.Type === 'Fail') {
    needs(
      count(state, 'Error', 'ErrorPath') < 2 && count(state, 'Cause', 'CausePath') < 2,
      'has a field and its Path',
    );
  }
  if (state.Type === 'Task') {
    needs(count(state, 'TimeoutSeconds', 'TimeoutSecondsPath') < 2, 'has both TimeoutSeconds and its Path');
    faults.push(...resourceFaults(state.Resource, state.Parameters));
  }
  if ('Retry' in state)
    faults.push(...wildcardFaults('Retry', state.Retry ?? []), ...delayFaults(state.Retry ?? []));
  if ('Catch' in state) faults.push(...wildcardFaults('Catch', state.Catch ?? []));
  return faults;
}

function resourceFaults(resource: string, parameters: unknown): string[] {
  const parsed = parseTaskResource(resource);
  if (!parsed) return [`the Resource "${resource}" is not run here (a Lambda function, or lambda:invoke)`];
  if (parsed.kind === 'lambda') return [];
  const names = typeof parameters === 'object' && parameters !== null ? Object.keys(parameters) : [];
  const faults = names
    .filter((name) => !/^(FunctionName|Payload|InvocationType)(\.\$)?$/.test(name))
    .map((name) => `the parameter "${name}" of lambda:invoke is not run here`);
  if (!names.some((name) => /^FunctionName(\.\$)?$/.test(name)))
    faults.push('lambda:invoke needs a FunctionName');
  if (
    names.some((name) => name.startsWith('InvocationType')) &&
    Reflect.get(Object(parameters), 'InvocationType') !== 'RequestResponse'
  ) {
    faults.push('the InvocationType must be RequestResponse');
  }
  if (parsed.waitsForToken && !JSON.stringify(parameters ?? null).includes('$$.Task.Token')) {
    faults.push('waitForTaskToken needs $$.Task.Token in its Parameters');
  }
  return faults;
}

function wildcardFaults(field: string, entries: readonly (Retrier | Catcher)[]): string[] {
  return entries.flatMap((entry, at) => {
    if (!entry.ErrorEquals.includes('States.ALL')) return [];
    const alone = entry.ErrorEquals.length === 1 && at === entries.length - 1;
    return alone ? [] : [`${field}: States.ALL must stand alone in the last entry`];
  });
}

function delayFaults(retriers: readonly Retrier[]): string[] {
  return retriers
    .filter(
      (each) => each.MaxDelaySeconds !== undefined && each.MaxDelaySeconds <= (each.IntervalSeconds ?? 1),
    )
    .map(() => 'Retry: MaxDelaySeconds must be greater than IntervalSeconds');
}
