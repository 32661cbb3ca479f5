import type { IncomingMessage, ServerResponse } from 'node:http';
import { S3Error } from './s3-error.ts';

const exposedHeaders =
  'ETag, x-amz-version-id, x-amz-request-id, x-amz-delete-marker, x-amz-checksum-crc32, Content-Range';
const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];

/** Whether an origin fits one of the rules: equal to it, or fitting its one `*`. */
export function isAllowedOrigin(origin: string, rules: readonly string[]): boolean {
  return rules.some((rule) => {
    const [head = '', tail] = rule.split('*');
    if (tail === undefined) return origin === rule;
    return origin.length >= head.length + tail.length && origin.startsWith(head) && origin.endsWith(tail);
  });
}

/** Adds the headers that let a page of an allowed origin read the answer. */
export function addCorsHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  rules: readonly string[],
): void {
  const { origin } = request.headers;
  if (rules.length > 0)
    response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
  if (origin === undefined || !isAllowedOrigin(origin, rules)) return;
  response.setHeader('access-control-allow-origin', rules.includes('*') ? '*' : origin);
  response.setHeader('access-control-allow-methods', methods.join(', '));
  response.setHeader('access-control-expose-headers', exposedHeaders);
}

/** Answers a preflight. @throws S3Error AccessForbidden, BadRequest */
export function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  rules: readonly string[],
): void {
  const { origin } = request.headers;
  const method = request.headers['access-control-request-method'];
  if (origin === undefined || method === undefined) {
    throw new S3Error(400, 'BadRequest', 'Insufficient information. Origin request header needed.');
  }
  if (!isAllowedOrigin(origin, rules) || !methods.includes(method)) {
    throw new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  const requestedHeaders = request.headers['access-control-request-headers'];
  if (requestedHeaders !== undefined) response.setHeader('access-control-allow-headers', requestedHeaders);
  response.setHeader('access-control-max-age', '3000');
  response.writeHead(200, { 'content-length': 0 }).end();
}
