import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { RequestTarget } from './request-target.ts';
import type { RouteMatch } from './route-matcher.ts';

export interface HttpRequestParts {
  readonly method: string;
  readonly target: RequestTarget;
  /** Names and values in turn, as `node:http` gives them. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly match: RouteMatch | undefined;
  readonly sourceIp: string;
  readonly protocol: string;
  readonly port: number;
  readonly requestId: string;
  readonly accountId: string;
  readonly receivedAt: Date;
}

/** The event of a request in payload format 2.0, as an HTTP API makes it. */
export function httpEvent(parts: HttpRequestParts): APIGatewayProxyEventV2 {
  const { method, target, match, requestId, receivedAt } = parts;
  const { headers, cookies } = foldHeaders(parts);
  const routeKey = match === undefined ? '$default' : `${match.route.method} ${match.route.path}`;
  const domainName = (headers['host'] ?? '').replace(/:\d+$/, '');
  const pathParameters = match?.parameters ?? {};
  return {
    version: '2.0',
    routeKey,
    rawPath: target.path,
    rawQueryString: target.rawQuery,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(target.rawQuery === '' ? {} : { queryStringParameters: foldQuery(target.rawQuery) }),
    ...(Object.keys(pathParameters).length > 0 ? { pathParameters } : {}),
    requestContext: {
      accountId: parts.accountId,
      apiId: 'local',
      domainName,
      domainPrefix: domainName.split('.')[0] ?? '',
      http: {
        method,
        path: target.path,
        protocol: parts.protocol,
        sourceIp: parts.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(receivedAt),
      timeEpoch: receivedAt.getTime(),
    },
    ...eventBody(parts.body, headers),
  };
}

/** Header names in lower case, repeated ones joined by commas; cookies stand apart. */
function foldHeaders({ rawHeaders, sourceIp, port }: HttpRequestParts) {
  const folded = new Map<string, string>();
  const cookies: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = String(rawHeaders[index]).toLowerCase();
    const value = String(rawHeaders[index + 1]);
    if (name === 'cookie') {
      cookies.push(...value.split(/; */).filter((cookie) => cookie !== ''));
    } else {
      const before = folded.get(name);
      folded.set(name, before === undefined ? value : `${before},${value}`);
    }
  }
  const forwardedFor = folded.get('x-forwarded-for');
  folded.set('x-forwarded-for', forwardedFor === undefined ? sourceIp : `${forwardedFor}, ${sourceIp}`);
  folded.set('x-forwarded-proto', 'http');
  folded.set('x-forwarded-port', String(port));
  const headers: Record<string, string> = Object.fromEntries(folded);
  return { headers, cookies };
}

function foldQuery(rawQuery: string): Record<string, string> {
  const folded = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const before = folded.get(name);
    folded.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(folded);
}

/** Text bodies go as text, all others as base64. */
function eventBody(
  body: Buffer,
  headers: Record<string, string>,
): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = headers['content-type'] ?? 'text/plain';
  const isTextType = /^\s*(text\/|application\/(json|javascript|xml|[^;\s]*\+(json|xml))\s*(;|$))/i.test(
    type,
  );
  if (isTextType && headers['content-encoding'] === undefined && isUtf8(body)) {
    return { body: body.toString('utf8'), isBase64Encoded: false };
  }
  return { body: body.toString('base64'), isBase64Encoded: true };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}
