/** A state of the Amazon States Language, as far as the rules look at it. */
export interface AslState {
  readonly Type: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly unknown[];
  readonly ItemProcessor?: AslMachine;
  readonly Branches?: readonly AslMachine[];
  readonly [field: string]: unknown;
}

export interface AslMachine {
  readonly States: Readonly<Record<string, AslState>>;
}

interface Retrier {
  readonly JitterStrategy?: string;
  readonly MaxDelaySeconds?: number;
  readonly MaxAttempts?: number;
}

/** Step Functions obeys these and the interpreter of the local run does not, so no machine may use them. */
export const unsupportedFields = [
  'QueryLanguage',
  'Assign',
  'Arguments',
  'Output',
  'HeartbeatSeconds',
  'HeartbeatSecondsPath',
  'ItemBatcher',
  'ItemReader',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
];

/** What a machine does against the rules, one line each; none when it keeps them. */
export function violations(machine: AslMachine): string[] {
  return [...unsupportedIn(machine, ''), ...statesOf(machine, false).flatMap(taskViolations)];
}

interface PlacedState {
  readonly name: string;
  readonly state: AslState;
  /** A state around it catches what it throws. */
  readonly caughtOutside: boolean;
}

/** All states, also those inside Map and Parallel. */
export function statesOf(machine: AslMachine, caughtOutside = false): PlacedState[] {
  return Object.entries(machine.States).flatMap(([name, state]) => {
    const inside = [state.ItemProcessor, ...(state.Branches ?? [])].filter((inner) => inner !== undefined);
    const caught = caughtOutside || (state.Catch ?? []).length > 0;
    return [{ name, state, caughtOutside }, ...inside.flatMap((inner) => statesOf(inner, caught))];
  });
}

function taskViolations({ name, state, caughtOutside }: PlacedState): string[] {
  if (state.Type !== 'Task') return [];
  const retriers = state.Retry ?? [];
  return [
    ...(state.TimeoutSeconds === undefined ? [`${name}: no TimeoutSeconds`] : []),
    ...(retriers.some(({ MaxAttempts }) => MaxAttempts !== 0) ? [] : [`${name}: no Retry`]),
    ...(retriers.every(isPatient) ? [] : [`${name}: Retry without jitter or MaxDelaySeconds`]),
    ...((state.Catch ?? []).length > 0 || caughtOutside ? [] : [`${name}: no Catch`]),
  ];
}

/** A retrier with no attempts only says what is not retried. */
function isPatient({ JitterStrategy, MaxDelaySeconds, MaxAttempts }: Retrier): boolean {
  return MaxAttempts === 0 || (JitterStrategy === 'FULL' && MaxDelaySeconds !== undefined);
}

function unsupportedIn(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) => [
    ...(unsupportedFields.includes(field) ? [`${path}${field}: the local run ignores it`] : []),
    ...unsupportedIn(inner, `${path}${field}.`),
  ]);
}
