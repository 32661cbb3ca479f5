import {
  type ErrorCode,
  errorCatalogue,
  type FieldError,
  type GatewayErrorCode,
  gatewayErrors,
} from './errors.ts';
import { exampleIds } from './example-ids.ts';

/** What a page of the documentation says of an error; the functions that answer errors do without it. */
export interface ErrorGuide {
  readonly meaning: string;
  readonly remedy: string;
  /** `detail` of the example, and the fields that it names. */
  readonly detail: string;
  readonly fields?: readonly FieldError[];
}

export const errorGuide: Readonly<Record<ErrorCode | GatewayErrorCode, ErrorGuide>> = {
  malformed_json: {
    meaning: 'The body of the request is not JSON in UTF-8.',
    remedy: 'Send the body as a JSON text. It was not looked into, so nothing of it took effect.',
    detail: 'The body could not be read as JSON in UTF-8.',
  },
  invalid_cursor: {
    meaning: 'The `cursor` was not made by this list, or was changed on its way.',
    remedy:
      'Send `nextCursor` of the page before as it came, with the same filters; to begin anew, send none.',
    detail: 'Use `nextCursor` of the page before, unchanged.',
  },
  unauthenticated: {
    meaning:
      'The request has no credentials, two of them, or some that are not valid: unknown, expired, revoked, or made for something else.',
    remedy:
      'Send `Authorization: Bearer <access token>` or `X-API-Key: <key>`. An access token lives some minutes: get a new one with the refresh token, or sign in again.',
    detail: 'The access token is not valid or has expired. Sign in or refresh.',
  },
  invalid_credentials: {
    meaning:
      'Address and password do not belong together. The answer is the same for an address that nobody has.',
    remedy:
      'Check both and try again, or ask for a link to set a new password. Too many failures lock sign-ins for a while.',
    detail: 'Check the address and the password and try again.',
  },
  forbidden: {
    meaning: 'The caller is known, but its role or, of an API key, its scopes do not reach for this.',
    remedy:
      'The documentation of each route names the least role and the scope. Ask an admin of the organization for them.',
    detail: 'This needs the role "attorney" or above.',
  },
  account_disabled: {
    meaning: 'The account, or its organization, was deactivated. The password was right.',
    remedy: 'Ask an admin of the organization to reactivate it.',
    detail: 'Ask an admin of your organization to reactivate it.',
  },
  not_found: {
    meaning:
      'There is nothing under this id that the caller may see: it never was, was deleted, or belongs to somebody else. The answer does not tell which.',
    remedy: 'Check the id and the organization that you are signed in to.',
    detail: `There is no document ${exampleIds.document} in your organization.`,
  },
  route_not_found: {
    meaning: 'No route has this method and path.',
    remedy:
      'Check both against the list of routes under `/docs`. Paths have no slash at their end and heed capitals.',
    detail: 'No route takes GET /api/v1/case. The document at /openapi.json lists them all.',
  },
  token_invalid: {
    meaning:
      'The token of an invitation or of a link for a new password was used, taken back or has expired.',
    remedy: 'Ask for a new mail and use the latest one; each token works once.',
    detail: 'The invitation was used, taken back, has expired, or is for another address. Ask for a new one.',
  },
  email_taken: {
    meaning: 'Somebody has an account with this address, here or in another organization.',
    remedy: 'Sign in with it, or use another address.',
    detail: 'Sign in with this address, or register another one.',
  },
  conflict: {
    meaning:
      'The request is right by itself, but not now: the resource is in another state, or `version` is not the present one.',
    remedy: 'Read the resource again, decide anew, and send the present `version`.',
    detail: 'The case is archived; reopen it first.',
  },
  legal_hold: {
    meaning: 'The case is under legal hold: nothing in it may be deleted.',
    remedy: 'An admin can end the hold. Until then the documents stay.',
    detail: 'Nothing of this case may be deleted until an admin lifts the hold.',
  },
  precondition_failed: {
    meaning:
      'The resource has another version than the ETag in `If-Match`: somebody changed it since it was read.',
    remedy: 'Read it again, see what has changed, and repeat the change with the new ETag.',
    detail: 'Send in `If-Match` the ETag with which the resource was read.',
  },
  payload_too_large: {
    meaning: 'The body has more than 1 MB.',
    remedy:
      'Split the request. Files do not go through the API: announce them, and upload them to the URLs of the answer.',
    detail: 'A body may have 1000000 bytes; files are uploaded to S3.',
  },
  unsupported_media_type: {
    meaning: 'The request has a body whose `Content-Type` is not `application/json`.',
    remedy: 'Send JSON with the header `Content-Type: application/json`.',
    detail: 'Send the header `Content-Type: application/json`.',
  },
  validation_failed: {
    meaning:
      'The request can be read, but some of its fields cannot be accepted; fields that no route knows are refused too.',
    remedy: '`errors` names every such field and says what is wrong with it. Nothing took effect.',
    detail: 'The request has fields that are not right; see `errors`.',
    fields: [{ field: 'body.files.0.fileName', message: 'must be a file name without path parts' }],
  },
  idempotency_key_reused: {
    meaning: 'The `Idempotency-Key` came before with another request: another route, path, query or body.',
    remedy:
      'Use a new key for each thing that you want done, and the same key only to repeat the very same request.',
    detail: 'Use a new key for another request.',
  },
  idempotency_in_progress: {
    meaning: 'The first request with this `Idempotency-Key` has not been answered yet.',
    remedy: 'Repeat the request with the same key in a few seconds.',
    detail: 'Repeat the request, with the same key, in a while.',
  },
  idempotency_outcome_unknown: {
    meaning:
      'The first request with this `Idempotency-Key` did something, but its answer cannot be repeated: it was cut off, or held a secret that is shown once.',
    remedy: 'Read what is there now. If it is not what you want, change it with a new key.',
    detail: 'Read what is there, then use a new key.',
  },
  rate_limited: {
    meaning:
      'The caller has used up a limit of this route. `RateLimit` and `RateLimit-Policy` tell which one.',
    remedy: 'Wait for the seconds in `Retry-After`, and then send less at a time.',
    detail: 'The limit "write" allows 300 requests in 60 s. Try again in 21 s.',
  },
  locked_out: {
    meaning:
      'Too many sign-ins with this address have failed. Until the time is over none is checked, not even a right one.',
    remedy: 'Wait for the seconds in `Retry-After`, or set a new password with the link of a mail.',
    detail: 'Too many sign-ins with this address failed. Try again in 15 minutes, or reset the password.',
  },
  internal: {
    meaning: 'The server has a fault. It was logged under the request id.',
    remedy: 'Try again, writes with the same `Idempotency-Key`. If it stays, report the request id.',
    detail: 'The fault was logged. Try again; if it stays, report the request id.',
  },
  provider_failed: {
    meaning: 'A service that the server calls for this, such as a language model, failed or refused.',
    remedy: 'Try again in a while, writes with the same `Idempotency-Key`.',
    detail: 'The language model did not answer.',
  },
  not_ready: {
    meaning: 'The server, or a part that this route needs, does not answer yet or for the moment.',
    remedy: 'Try again in a few seconds; `/health` shows the state of each part.',
    detail: 'The database does not answer.',
  },
  timed_out: {
    meaning: 'The answer was not ready in time. What was stored before, such as a question, stays.',
    remedy: 'Try again, with less at once if that can be.',
    detail: 'The answer took too long. The question is kept; ask it again.',
  },
  quota_exceeded: {
    meaning: 'The organization has used up its quota of users or of storage.',
    remedy:
      'Free some of it, or have an admin raise the quota. `GET /api/v1/organization` shows quotas and usage.',
    detail: 'The organization has all of its 50 users. Raise the quota, or deactivate one.',
  },
  bad_request: {
    meaning:
      'The request is not HTTP that can be understood: the address cannot be decoded, or its form is broken.',
    remedy: 'Check how the program builds addresses and headers.',
    detail: 'The path is not correctly percent-encoded.',
  },
  headers_too_large: {
    meaning: 'The headers of the request have more than 10 KB together.',
    remedy: 'Send fewer or shorter headers; cookies are not needed.',
    detail: 'The headers are too large.',
  },
  request_timed_out: {
    meaning: 'The connection was open, but the request did not arrive in time.',
    remedy: 'Send it again over a new connection.',
    detail: 'The request took too long to arrive.',
  },
};

/** Status and title of any error that a client can see, of the API or of the gateway before it. */
export const allErrors: Readonly<Record<ErrorCode | GatewayErrorCode, { status: number; title: string }>> = {
  ...errorCatalogue,
  ...gatewayErrors,
};
