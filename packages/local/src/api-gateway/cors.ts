import type { IncomingMessage } from 'node:http';

export interface CorsRules {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds: number | undefined;
}

type Headers = [string, string][];

function allowedOrigin(rules: CorsRules, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (rules.allowOrigins.includes('*')) return '*';
  return rules.allowOrigins.find((allowed) => allowed.toLowerCase() === origin.toLowerCase()) && origin;
}

/** Headers that the gateway adds to an answer for a page of another origin. */
export function corsHeaders(rules: CorsRules | undefined, request: IncomingMessage): Headers {
  const origin = rules && allowedOrigin(rules, request.headers.origin);
  if (rules === undefined || origin === undefined) return [];
  const headers: Headers = [['access-control-allow-origin', origin]];
  if (origin !== '*') headers.push(['vary', 'origin']);
  if (rules.exposeHeaders.length > 0)
    headers.push(['access-control-expose-headers', rules.exposeHeaders.join(',')]);
  return headers;
}

/** Headers of the 204 with which the gateway answers a preflight request itself; undefined if it is not one. */
export function preflightHeaders(
  rules: CorsRules | undefined,
  request: IncomingMessage,
): Headers | undefined {
  if (rules === undefined || request.method !== 'OPTIONS') return undefined;
  if (request.headers['access-control-request-method'] === undefined) return undefined;
  const headers = corsHeaders(rules, request);
  if (headers.length === 0) return headers;
  headers.push(['access-control-allow-methods', rules.allowMethods.join(',')]);
  headers.push(['access-control-allow-headers', rules.allowHeaders.join(',')]);
  if (rules.maxAgeSeconds !== undefined)
    headers.push(['access-control-max-age', String(rules.maxAgeSeconds)]);
  return headers;
}
