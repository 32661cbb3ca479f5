import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Loggers } from '../logging/logger.ts';

/** One line per answered request: operation, status, time taken. */
export function requestLog(
  operation: string,
  loggers: Loggers,
): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const beginnings = new WeakMap<APIGatewayProxyEventV2, number>();
  const log = (event: APIGatewayProxyEventV2, statusCode: number | undefined) => {
    const { requestId } = event.requestContext;
    const durationMs = Math.round(performance.now() - (beginnings.get(event) ?? performance.now()));
    loggers({ operation, requestId }).info('request.completed', { statusCode, durationMs });
  };
  return {
    before: (request) => {
      beginnings.set(request.event, performance.now());
    },
    after: (request) => log(request.event, request.response?.statusCode),
    onError: (request) => log(request.event, request.response?.statusCode),
  };
}
