/** Errors that no `States.ALL` matches; `States.Runtime` is not matched by its own name either. */
const terminalErrors = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/** A failure inside an execution: `code` is what the States Language calls Error, `details` what it calls Cause. */
export class StatesError extends Error {
  readonly code: string;
  readonly details: string;

  constructor(code: string, details: string) {
    super(`${code}: ${details}`);
    this.name = 'StatesError';
    this.code = code;
    this.details = details;
  }

  /** Anything that is not a StatesError is a fault of the definition or its data: `States.Runtime`. */
  static from(thrown: unknown): StatesError {
    if (thrown instanceof StatesError) return thrown;
    return new StatesError('States.Runtime', thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** Whether an `ErrorEquals` list matches, with the wildcards `States.ALL` and `States.TaskFailed` (all but a timeout). */
export function matchesError(errorEquals: readonly string[], code: string): boolean {
  if (code === 'States.Runtime') return false;
  return errorEquals.some((name) => {
    if (name === code) return true;
    if (terminalErrors.has(code)) return false;
    return name === 'States.ALL' || (name === 'States.TaskFailed' && code !== 'States.Timeout');
  });
}
