import {
  type ErrorCode,
  errorCatalogue,
  type FieldError,
  type Problem,
  problemType,
} from '@elenchus/contracts/platform/errors';
import { redirect } from '@elenchus/contracts/platform/redirect';
import { type RouteContract, sendsEtag } from '@elenchus/contracts/platform/route';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { etagOf, isKnown } from './etag.ts';
import type { Headers } from './identify-caller.ts';

const everyAnswer = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};

/** Nothing of an answer may be shown or run as a page; browsers ask for it with content that they take for one. */
const everyDocument = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };

/** A client may keep the answer to ask with its ETag whether it is still right, and must ask. */
const everyTaggedRead = { 'cache-control': 'private, no-cache' };

/** Our own pages: scripts and styles stand in the page itself, and talk to this server only. */
const everyPage = {
  'content-security-policy':
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
};

export interface AnswerContext {
  /** Headers of the answer whatever it is. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestHeaders: Headers;
}

/** A successful answer; 304 without a body when the caller has it already. */
export function respond(
  contract: RouteContract,
  body: unknown,
  { headers: given, requestHeaders }: AnswerContext,
): APIGatewayProxyStructuredResultV2 {
  const { success } = contract;
  const headers = { ...everyAnswer, ...given };
  if (success.status === 302) {
    const { location, cookies } = redirect.parse(body);
    return { statusCode: 302, headers: { ...headers, location }, cookies };
  }
  if (success.body === undefined) return { statusCode: success.status, headers };
  if (success.contentType !== undefined) {
    return {
      statusCode: success.status,
      headers: {
        ...headers,
        ...(success.contentType === 'text/html' ? everyPage : everyDocument),
        'content-type': `${success.contentType}; charset=utf-8`,
      },
      body: String(body),
    };
  }
  const json = JSON.stringify(body);
  if (!sendsEtag(contract)) {
    return respondJson(success.status, json, { ...headers, ...etagOfChange(contract, body, json) });
  }
  const etag = etagOf(body, json);
  const tagged = { ...headers, ...everyTaggedRead, etag };
  if (isKnown(etag, requestHeaders)) return { statusCode: 304, headers: tagged };
  return respondJson(success.status, json, tagged);
}

/** An answer that was kept for its `Idempotency-Key`. */
export function respondStored(
  contract: RouteContract,
  { statusCode, body }: { readonly statusCode: number; readonly body: string },
  given: Readonly<Record<string, string>>,
): APIGatewayProxyStructuredResultV2 {
  const headers = { ...everyAnswer, ...given };
  if (body === '') return { statusCode, headers };
  const tagged = statusCode < 400 ? etagOfChange(contract, JSON.parse(body), body) : {};
  return respondJson(statusCode, body, { ...headers, ...tagged });
}

/** For the next change, without another read. */
function etagOfChange({ takesIfMatch }: RouteContract, body: unknown, json: string): { etag?: string } {
  return takesIfMatch ? { etag: etagOf(body, json) } : {};
}

function respondJson(statusCode: number, body: string, headers: Record<string, string>) {
  const type = statusCode < 400 ? 'application/json' : 'application/problem+json';
  return { statusCode, headers: { ...headers, ...everyDocument, 'content-type': type }, body };
}

export interface ProblemDetails {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly fields?: readonly FieldError[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly instance: string;
  readonly requestId: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error answer (RFC 9457). */
export function respondProblem(details: ProblemDetails): APIGatewayProxyStructuredResultV2 {
  const { code, detail, fields, retryAfterSeconds, instance, requestId, headers } = details;
  const { status, title } = errorCatalogue[code];
  const problem: Problem = {
    type: problemType(code),
    title,
    status,
    code,
    detail,
    instance,
    requestId,
    ...(fields && { errors: [...fields] }),
  };
  return respondJson(status, JSON.stringify(problem), {
    ...everyAnswer,
    'x-request-id': requestId,
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...headers,
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  });
}
