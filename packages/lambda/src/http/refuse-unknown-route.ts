import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { respondProblem } from './respond.ts';

/** The answer to every request that no route takes. */
export async function refuseUnknownRoute(
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { http, requestId } = event.requestContext;
  const detail = `No route takes ${http.method} ${http.path}. The document at /openapi.json lists them all.`;
  return respondProblem({ code: 'route_not_found', detail, instance: http.path, requestId });
}
