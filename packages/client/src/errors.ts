import type { FieldError, Problem } from '@elenchus/contracts/platform/errors';

/** What the headers of an answer say besides its body. */
export interface AnswerDetails {
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly isReplayed?: boolean;
}

/** The API answered with an error; the message holds its detail. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** What was wrong with which field of the request; empty unless the server said so. */
  readonly fields: readonly FieldError[];
  /** By which the server knows the request in its logs. */
  readonly requestId: string | undefined;
  /** After which time the server wants to be asked again. */
  readonly retryAfterMs: number | undefined;
  /** It is the stored answer of an earlier request with the same Idempotency-Key, which no repetition changes. */
  readonly isReplayed: boolean;

  constructor(operation: string, status: number, problem: Partial<Problem>, details: AnswerDetails = {}) {
    const fields = problem.errors ?? [];
    const told = fields.map(({ field, message }) => `${field} ${message}`);
    super(`${operation} answered ${status}: ${[problem.detail ?? 'no detail', ...told].join('; ')}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.fields = fields;
    this.requestId = problem.requestId ?? details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.isReplayed = details.isReplayed ?? false;
  }
}

/** There was no answer: no connection, or one that ended too early. */
export class UnreachableError extends Error {
  readonly code = 'unreachable';

  constructor(url: string, cause: unknown) {
    super(`${new URL(url).origin} does not answer (${reasonOf(cause)})`, { cause });
    this.name = 'UnreachableError';
  }
}

/** The server takes the other files, but not this one. */
export class FileRefusedError extends Error {
  readonly code = 'file_refused';

  constructor(message: string) {
    super(message);
    this.name = 'FileRefusedError';
  }
}

/** What fetch throws says only "fetch failed"; the reason is its cause, for several addresses a list of them. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
