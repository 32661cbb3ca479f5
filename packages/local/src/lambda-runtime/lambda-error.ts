/** The error of an invocation, as Lambda reports it to the caller. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** A function failed; `code` is Lambda's error type, such as the thrown error's name or `Sandbox.Timedout`. */
export class LambdaError extends Error {
  readonly code: string;
  readonly payload: ErrorPayload;

  constructor(errorType: string, errorMessage: string, trace: readonly string[] = []) {
    super(errorMessage);
    // State machines match the name against `ErrorEquals`.
    this.name = errorType;
    this.code = errorType;
    this.payload = { errorType, errorMessage, trace };
  }

  /** Shapes what a handler threw as the Node.js runtime of Lambda does. */
  static from(thrown: unknown): LambdaError {
    if (thrown instanceof LambdaError) return thrown;
    if (thrown instanceof Error)
      return new LambdaError(thrown.name, thrown.message, (thrown.stack ?? '').split('\n'));
    return new LambdaError(typeof thrown, String(thrown));
  }
}
