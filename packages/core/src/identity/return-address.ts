import { ValidationError } from '../platform/errors.ts';

/** `/app` of the server, where a sign-in returns to unless it is told otherwise. */
export function defaultReturnAddress(publicUrl: string): string {
  return `${publicUrl}/app`;
}

/**
 * An address that tokens may be sent to, in the one form that every browser reads alike. Throws `validation_failed`
 * unless it is one of the origins.
 */
export function requireReturnAddress(text: string, origins: readonly string[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain =
    url !== undefined &&
    /^https?:\/\//i.test(text) &&
    !/[\\\s\p{Cc}]/u.test(text) &&
    url.username === '' &&
    url.password === '' &&
    !text.includes('#');
  if (isPlain && origins.includes(url.origin)) return url.href;
  throw new ValidationError([
    {
      field: 'query.returnTo',
      message:
        'must be an address without a fragment, of this server or of an origin that the server is told of (CORS_ORIGINS)',
    },
  ]);
}

/** An address with something for its page only: a fragment reaches no server and no log. */
export function withFragment(address: string, values: Readonly<Record<string, string>>): string {
  return `${address}#${new URLSearchParams(values)}`;
}
