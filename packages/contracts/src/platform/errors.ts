import * as z from 'zod';

/** Every error code that an answer can carry, with its HTTP status and title (RFC 9457). */
export const errorCatalogue = {
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  invalid_cursor: { status: 400, title: 'The cursor is not one of ours' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  invalid_credentials: { status: 401, title: 'Address or password is wrong' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  account_disabled: { status: 403, title: 'This account is deactivated' },
  not_found: { status: 404, title: 'Nothing here under this id' },
  route_not_found: { status: 404, title: 'There is no such route' },
  token_invalid: { status: 422, title: 'The link is not valid any more' },
  email_taken: { status: 409, title: 'The address is registered already' },
  conflict: { status: 409, title: 'The present state does not allow this' },
  legal_hold: { status: 409, title: 'The case is under legal hold' },
  precondition_failed: { status: 412, title: 'The resource has changed since it was read' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  validation_failed: { status: 422, title: 'Some fields are not right' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key belongs to another request' },
  idempotency_in_progress: { status: 409, title: 'The first request with this Idempotency-Key still runs' },
  idempotency_outcome_unknown: {
    status: 409,
    title: 'The first request took effect, but its answer is lost',
  },
  rate_limited: { status: 429, title: 'Too many requests' },
  locked_out: { status: 429, title: 'Too many failed sign-ins' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  provider_failed: { status: 502, title: 'A service that we depend on failed' },
  not_ready: { status: 503, title: 'Not ready yet, try again shortly' },
  timed_out: { status: 504, title: 'The answer took too long' },
  quota_exceeded: { status: 507, title: 'The quota of the organization is used up' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** What the gateway refuses before any route sees it. */
export const gatewayErrors = {
  bad_request: { status: 400, title: 'The request cannot be read' },
  request_timed_out: { status: 408, title: 'The request took too long to arrive' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
} as const satisfies Record<string, { status: number; title: string }>;

export type GatewayErrorCode = keyof typeof gatewayErrors;

/** The page that tells about an error, as `type` names it: a path on the server that answers. */
export function problemType(code: string): string {
  return `/docs/errors/${code}`;
}

/** One field that was wrong; `field` is a path such as `body.files.0.fileName`. */
export const fieldError = z.object({ field: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldError>;

/** The body of every error answer, `application/problem+json` (RFC 9457). */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string(),
    requestId: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
