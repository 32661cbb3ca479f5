import type { ErrorCode, FieldError } from '@elenchus/contracts/platform/errors';

/**
 * An outcome that the caller has to know about: a stable code from the catalogue and a sentence that says
 * what was wrong and what to do. Anything else that is thrown is our own fault.
 */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    { fields, retryAfterSeconds }: { fields?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
    this.code = code;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Thrown for a row that is not there, and in the same words for one of another organization. */
export class NotFoundError extends ProblemError {
  constructor(what: string, id: string) {
    super('not_found', `There is no ${what} ${id} in your organization.`);
    this.name = 'NotFoundError';
  }
}

/** Thrown when some fields of the request cannot be accepted. */
export class ValidationError extends ProblemError {
  constructor(fields: readonly FieldError[]) {
    super('validation_failed', 'The request has fields that are not right; see `errors`.', { fields });
    this.name = 'ValidationError';
  }
}
