import { MailRefusedError, MailUnavailableError } from '@elenchus/core/outbound-mail/mail-sender-port';

/** Faults of our settings, not of the mail: it goes out once they are right. */
const ofSettings = new Set([
  'missing_api_key',
  'invalid_api_key',
  'restricted_api_key',
  'invalid_access',
  'invalid_from_address',
]);
/** Statuses that say nothing about the mail; 409 is another call with this key in flight. */
const passing = new Set([401, 403, 404, 405, 408, 425, 429]);

/**
 * What an error of the package means. It hands on the body of the answer as it came, so that nothing in it is
 * certain; what cannot be told is taken for passing.
 */
export function resendFault(error: unknown, retryAfter?: string): MailRefusedError | MailUnavailableError {
  const { name, statusCode } = Object(error) as { name?: unknown; statusCode?: unknown };
  const code = typeof name === 'string' && /^[a-z_]{1,60}$/.test(name) ? name : 'unknown';
  const status = typeof statusCode === 'number' ? statusCode : 500;
  const isRefusal =
    status >= 400 &&
    status < 500 &&
    !passing.has(status) &&
    !ofSettings.has(code) &&
    code !== 'concurrent_idempotent_requests';
  return isRefusal ? new MailRefusedError(code) : new MailUnavailableError(code, readRetryAfter(retryAfter));
}

/** `Retry-After` in seconds; its other form, a date, Resend does not use. */
function readRetryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : undefined;
}
