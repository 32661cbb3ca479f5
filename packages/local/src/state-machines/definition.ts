/** The part of the Amazon States Language (JSONPath) that runs both here and on AWS. */
export interface Definition extends Branch {
  /** Seconds that an execution may take, from the moment that it runs. */
  readonly TimeoutSeconds?: number | undefined;
}

/** A set of states with its own start: a machine, a branch of Parallel or the processor of Map. */
export interface Branch {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State =
  | TaskState
  | MapState
  | ParallelState
  | PassState
  | WaitState
  | ChoiceState
  | SucceedState
  | FailState;

interface WithPaths {
  readonly InputPath?: string | null | undefined;
  readonly OutputPath?: string | null | undefined;
}

interface WithNext {
  readonly Next?: string | undefined;
  readonly End?: true | undefined;
}

interface WithResult {
  readonly Parameters?: unknown;
  readonly ResultSelector?: unknown;
  readonly ResultPath?: string | null | undefined;
}

interface WithErrors {
  readonly Retry?: readonly Retrier[] | undefined;
  readonly Catch?: readonly Catcher[] | undefined;
}

/** One entry of `Retry`; times are seconds. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number | undefined;
  readonly MaxAttempts?: number | undefined;
  readonly BackoffRate?: number | undefined;
  readonly MaxDelaySeconds?: number | undefined;
  readonly JitterStrategy?: 'FULL' | 'NONE' | undefined;
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null | undefined;
}

export interface TaskState extends WithPaths, WithNext, WithResult, WithErrors {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds?: number | undefined;
  readonly TimeoutSecondsPath?: string | undefined;
}

export interface MapState extends WithPaths, WithNext, WithResult, WithErrors {
  readonly Type: 'Map';
  readonly ItemsPath?: string | undefined;
  readonly ItemSelector?: unknown;
  readonly ItemProcessor?: Branch | undefined;
  readonly Iterator?: Branch | undefined;
  readonly MaxConcurrency?: number | undefined;
  readonly MaxConcurrencyPath?: string | undefined;
}

export interface ParallelState extends WithPaths, WithNext, WithResult, WithErrors {
  readonly Type: 'Parallel';
  readonly Branches: readonly Branch[];
}

export interface PassState extends WithPaths, WithNext {
  readonly Type: 'Pass';
  readonly Result?: unknown;
  readonly Parameters?: unknown;
  readonly ResultPath?: string | null | undefined;
}

export interface WaitState extends WithPaths, WithNext {
  readonly Type: 'Wait';
  readonly Seconds?: number | undefined;
  readonly SecondsPath?: string | undefined;
  readonly Timestamp?: string | undefined;
  readonly TimestampPath?: string | undefined;
}

export interface ChoiceState extends WithPaths {
  readonly Type: 'Choice';
  readonly Choices: readonly (ChoiceRule & { readonly Next: string })[];
  readonly Default?: string | undefined;
}

/** A comparison (`Variable` and one operator) or And, Or, Not of rules. */
export interface ChoiceRule {
  readonly And?: readonly ChoiceRule[] | undefined;
  readonly Or?: readonly ChoiceRule[] | undefined;
  readonly Not?: ChoiceRule | undefined;
  readonly Variable?: string | undefined;
  readonly [operator: string]: unknown;
}

export interface SucceedState extends WithPaths {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: string | undefined;
  readonly ErrorPath?: string | undefined;
  readonly Cause?: string | undefined;
  readonly CausePath?: string | undefined;
}
