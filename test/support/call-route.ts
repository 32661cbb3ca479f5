import type { RouteContract } from '@elenchus/contracts/platform/route';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

/** A handler as API Gateway invokes it. */
export type RouteHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** As `name=value`. */
  readonly cookies?: readonly string[];
  readonly ipAddress?: string;
}

export interface RouteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly text: string;
  /** The body read as JSON; undefined when there is none. */
  readonly json: unknown;
}

/** Invokes a handler with the event (payload format 2.0) that API Gateway would make of a request. */
export async function callRoute(
  handler: RouteHandler,
  contract: RouteContract,
  options: CallOptions = {},
): Promise<RouteAnswer> {
  const {
    statusCode = 0,
    headers,
    cookies,
    body,
  } = await handler(eventOf(contract, options), {
    functionName: contract.operation,
  } as Context);
  const text = body ?? '';
  const isJson = /json/.test(String(headers?.['content-type']));
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
    cookies: cookies ?? [],
    text,
    json: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

function eventOf(contract: RouteContract, options: CallOptions): APIGatewayProxyEventV2 {
  const { headers = {}, params, query = '', body, ipAddress = '203.0.113.1' } = options;
  const rawPath = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? '');
  const queryStringParameters = Object.fromEntries(new URLSearchParams(query));
  return {
    version: '2.0',
    routeKey: `${contract.method} ${contract.path}`,
    rawPath,
    rawQueryString: query,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(options.cookies && { cookies: [...options.cookies] }),
    ...(params && { pathParameters: params }),
    ...(query !== '' && { queryStringParameters }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'test',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: {
        method: contract.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: ipAddress,
        userAgent: 'test',
      },
      requestId: crypto.randomUUID(),
      routeKey: `${contract.method} ${contract.path}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}
