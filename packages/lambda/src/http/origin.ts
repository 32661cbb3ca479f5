import type { Origin } from '@elenchus/core/platform/context';
import { storableText } from '@elenchus/core/platform/storable-text';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Programs may send kilobytes of what they are. */
const longestUserAgent = 300;

/** Where a request came from. */
export function originOf({ requestContext }: APIGatewayProxyEventV2): Origin {
  const { sourceIp, userAgent } = requestContext.http;
  return {
    requestId: requestContext.requestId,
    ipAddress: sourceIp || null,
    userAgent: userAgent ? storableText(userAgent, longestUserAgent) : null,
  };
}
