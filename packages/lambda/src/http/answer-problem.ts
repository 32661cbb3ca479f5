import type { Logger } from '@elenchus/core/platform/context';
import { ProblemError } from '@elenchus/core/platform/errors';
import { isConflict, unavailabilityOf } from '@elenchus/db/errors';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describeFault } from '../logging/logger.ts';
import { InvalidAnswerError } from './invalid-answer-error.ts';
import { respondProblem } from './respond.ts';

/**
 * SQLSTATEs of values that a contract should have refused: too long, out of range, no date, no such character. Others
 * of class 22 come of a faulty statement.
 */
const unstorableValue = new Set(['22001', '22003', '22007', '22008', '22021', '22P05']);

export interface ProblemContext {
  readonly event: APIGatewayProxyEventV2;
  readonly logger: Logger;
  /** Headers of the answer whatever it is. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Turns whatever was thrown into an error answer; what is our own fault is logged and shown without details. */
export function answerProblem(
  error: unknown,
  { event, logger, headers }: ProblemContext,
): APIGatewayProxyStructuredResultV2 {
  const { requestId, http } = event.requestContext;
  const where = { instance: http.path, requestId, headers };
  if (error instanceof ProblemError) {
    return respondProblem({
      code: error.code,
      detail: error.message,
      fields: error.fields,
      retryAfterSeconds: error.retryAfterSeconds,
      ...where,
    });
  }
  if (error instanceof InvalidAnswerError) logger.error('answer.invalid', { paths: error.paths });
  else logger.error('request.failed', describeFault(error));
  const unavailable = unavailabilityOf(error);
  if (unavailable !== undefined) {
    return respondProblem({
      code: 'not_ready',
      detail: unavailable.mayHaveCommitted
        ? 'The connection to the database was lost while it stored the change. Read what is there before you try again.'
        : 'The database cannot be reached at present. Try again.',
      retryAfterSeconds: 1,
      ...where,
    });
  }
  if (isUnstorableValue(error)) {
    return respondProblem({
      code: 'validation_failed',
      detail: 'A value of the request cannot be stored or compared: a date, a number or a character.',
      ...where,
    });
  }
  if (isConflict(error)) {
    return respondProblem({
      code: 'conflict',
      detail:
        'Somebody else changed what this request is about in the same moment. Read it again and repeat.',
      ...where,
    });
  }
  return respondProblem({
    code: 'internal',
    detail: 'The fault was logged. Try again; if it stays, report the request id.',
    ...where,
  });
}

function isUnstorableValue(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && unstorableValue.has(String(cause.code));
}
