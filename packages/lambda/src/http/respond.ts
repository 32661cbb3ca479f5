import {
  type ErrorCode,
  errorCatalogue,
  type FieldError,
  type Problem,
} from '@elenchus/contracts/platform/errors';
import type { RouteSuccess } from '@elenchus/contracts/platform/route';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const everyAnswer = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};

/** Our own pages: scripts and styles stand in the page itself, and talk to this server only. */
const everyPage = {
  'content-security-policy':
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
};

/** A successful answer. */
export function respond(
  success: RouteSuccess,
  body: unknown,
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const headers = { ...everyAnswer, 'x-request-id': requestId };
  if (success.body === undefined) return { statusCode: success.status, headers };
  if (success.contentType === undefined) {
    return {
      statusCode: success.status,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
  }
  return {
    statusCode: success.status,
    headers: { ...headers, ...everyPage, 'content-type': `${success.contentType}; charset=utf-8` },
    body: String(body),
  };
}

export interface ProblemDetails {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly fields?: readonly FieldError[] | undefined;
  readonly instance: string;
  readonly requestId: string;
}

/** An error answer (RFC 9457). */
export function respondProblem(details: ProblemDetails): APIGatewayProxyStructuredResultV2 {
  const { code, detail, fields, instance, requestId } = details;
  const { status, title } = errorCatalogue[code];
  const problem: Problem = {
    type: `urn:elenchus:problem:${code}`,
    title,
    status,
    code,
    detail,
    instance,
    requestId,
    ...(fields && { errors: [...fields] }),
  };
  return {
    statusCode: status,
    headers: {
      ...everyAnswer,
      'x-request-id': requestId,
      'content-type': 'application/problem+json',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    },
    body: JSON.stringify(problem),
  };
}
