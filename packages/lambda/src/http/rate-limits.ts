import { isIPv6 } from 'node:net';
import { type RouteContract, rateLimitOf } from '@elenchus/contracts/platform/route';
import type { Principal } from '@elenchus/core/identity/authenticate';
import type { RateLimitBucket, RateLimitCount } from '@elenchus/core/platform/count-requests';
import { ProblemError } from '@elenchus/core/platform/errors';

/** What a call counts for: of a person the limit of the route, of a key its own limit too, of others the address. */
export function bucketsOf(
  contract: RouteContract,
  principal: Principal | undefined,
  ipAddress: string | null,
): RateLimitBucket[] {
  const name = rateLimitOf(contract);
  if (principal === undefined) return [{ name, subject: networkOf(ipAddress ?? 'unknown') }];
  const { id, kind } = principal.actor;
  if (kind === 'user') return [{ name, subject: id }];
  const ofKey = { name: 'apiKey', subject: id } as const;
  return name === 'read' || name === 'write' ? [ofKey] : [ofKey, { name, subject: id }];
}

/** Of IPv6 the /64, which one caller usually has as a whole. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/64`;
}

/** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers), and `Retry-After` once exceeded. */
export function rateLimitHeaders(counts: readonly RateLimitCount[]): Record<string, string> {
  if (counts.length === 0) return {};
  const exceeded = counts.filter((count) => count.isExceeded);
  return {
    ratelimit: counts.map((c) => `"${c.name}";r=${c.remaining};t=${c.resetSeconds}`).join(', '),
    'ratelimit-policy': counts.map((c) => `"${c.name}";q=${c.limit};w=${c.windowSeconds}`).join(', '),
    ...(exceeded.length > 0 && { 'retry-after': String(Math.max(...exceeded.map((c) => c.resetSeconds))) }),
  };
}

/** Throws `rate_limited` when one of the limits is exceeded. */
export function requireWithinLimits(counts: readonly RateLimitCount[]): void {
  const exceeded = counts.find((count) => count.isExceeded);
  if (!exceeded) return;
  const { name, limit, windowSeconds, resetSeconds } = exceeded;
  throw new ProblemError(
    'rate_limited',
    `The limit "${name}" allows ${limit} requests in ${windowSeconds} s. Try again in ${resetSeconds} s.`,
  );
}
