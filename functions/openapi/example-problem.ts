import { allErrors, errorGuide } from '@elenchus/contracts/platform/error-guide';
import {
  type ErrorCode,
  type GatewayErrorCode,
  type Problem,
  problemType,
} from '@elenchus/contracts/platform/errors';
import { exampleIds } from '@elenchus/contracts/platform/example-ids';

/** What an answer with this code looks like. */
export function exampleProblem(code: ErrorCode | GatewayErrorCode): Problem {
  const { detail, fields } = errorGuide[code];
  const { status, title } = allErrors[code];
  return {
    type: problemType(code),
    title,
    status,
    code,
    detail,
    instance: `/api/v1/documents/${exampleIds.document}`,
    requestId: exampleIds.request,
    ...(fields && { errors: [...fields] }),
  };
}
