import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../scheduler/logger.ts';
import { type CorsRules, corsHeaders, preflightHeaders } from './cors.ts';
import { catalogued, type GatewayProblem, problemAnswer } from './gateway-problem.ts';
import { type HttpAnswer, httpAnswer } from './http-answer.ts';
import { httpEvent } from './http-event.ts';
import { BodyTooLargeError, readBody } from './read-body.ts';
import { MalformedTargetError, parseRequestTarget, type RequestTarget } from './request-target.ts';
import { createRouteMatcher, type Route } from './route-matcher.ts';

/** Largest body of a request to an HTTP API. */
const maximumBodyBytes = 10 * 1024 * 1024;
/** An HTTP API gives up on a function after this. */
const defaultIntegrationTimeoutMs = 30_000;

export interface HttpGatewayOptions {
  readonly routes: readonly Route[];
  readonly defaultFunctionArn: string | undefined;
  readonly cors?: CorsRules | undefined;
  readonly accountId: string;
  readonly integrationTimeoutMs?: number;
  readonly invoke: (
    functionArn: string,
    event: unknown,
    options: { signal: AbortSignal },
  ) => Promise<unknown>;
  readonly logger: Logger;
}

export interface HttpGateway {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** API Gateway's HTTP API in front of functions: payload format 2.0, its matching of routes and its limits. */
export function createHttpGateway(options: HttpGatewayOptions): HttpGateway {
  const findRoute = createRouteMatcher(options.routes);
  const { integrationTimeoutMs = defaultIntegrationTimeoutMs } = options;

  async function answer(request: IncomingMessage, requestId: string): Promise<HttpAnswer> {
    const receivedAt = new Date();
    const preflight = preflightHeaders(options.cors, request);
    if (preflight !== undefined) return { status: 204, headers: preflight, body: Buffer.alloc(0) };
    const method = request.method ?? 'GET';
    const target = parseRequestTarget(request.url ?? '');
    const match = findRoute(method, target.path);
    const functionArn = match?.route.functionArn ?? options.defaultFunctionArn;
    const body = await readBody(request, maximumBodyBytes);
    if (functionArn === undefined) {
      return problemAnswer(
        catalogued('route_not_found', `There is no ${method} ${target.path}.`, target.path, requestId),
      );
    }
    const event = httpEvent({
      method,
      target,
      match,
      body,
      requestId,
      receivedAt,
      rawHeaders: request.rawHeaders,
      sourceIp: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
      port: request.socket.localPort ?? 0,
      protocol: `HTTP/${request.httpVersion}`,
      accountId: options.accountId,
    });
    return httpAnswer(
      await options.invoke(functionArn, event, { signal: AbortSignal.timeout(integrationTimeoutMs) }),
    );
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    let result: HttpAnswer;
    try {
      result = await answer(request, requestId);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      const problem = problemOf(error, request, requestId, integrationTimeoutMs);
      if (problem.status >= 500)
        options.logger.error('request failed in the gateway', { requestId, path: problem.instance, error });
      result = problemAnswer(problem);
    }
    const headers = [...result.headers, ...corsHeaders(options.cors, request)];
    const isEmpty = result.status === 204 || result.status === 304;
    if (!isEmpty) headers.push(['content-length', String(result.body.length)]);
    response.writeHead(result.status, headers.flat());
    response.end(isEmpty ? undefined : result.body);
    // What is left of a refused body is read away, so that a client in the middle of sending gets the answer.
    request.resume();
  }

  return { handle };
}

function problemOf(
  error: unknown,
  request: IncomingMessage,
  requestId: string,
  timeoutMs: number,
): GatewayProblem {
  const instance = safePath(request.url ?? '');
  if (error instanceof MalformedTargetError) {
    return catalogued('bad_request', error.message, instance, requestId);
  }
  const isEventTooLarge = (error as { code?: string }).code === 'RequestEntityTooLargeException';
  if (error instanceof BodyTooLargeError || isEventTooLarge) {
    return catalogued(
      'payload_too_large',
      'The gateway takes bodies of at most 10 MB; files go through S3.',
      instance,
      requestId,
    );
  }
  if ((error as { name?: string }).name === 'TimeoutError') {
    return catalogued('not_ready', `No answer within ${timeoutMs / 1000} s.`, instance, requestId);
  }
  return catalogued('internal', 'The request could not be answered.', instance, requestId);
}

function safePath(url: string): string {
  try {
    const target: RequestTarget = parseRequestTarget(url);
    return target.path;
  } catch {
    return url.split('?')[0] ?? url;
  }
}
