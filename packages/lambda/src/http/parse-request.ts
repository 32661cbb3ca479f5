import type { FieldError } from '@elenchus/contracts/platform/errors';
import type { RouteContract, RouteRequest } from '@elenchus/contracts/platform/route';
import { ProblemError, ValidationError } from '@elenchus/core/platform/errors';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { versionsToMatch } from './etag.ts';

/** Files go through S3, so no body needs more. */
const maxBodyBytes = 1_000_000;

/** An answer of a function has 6 MB at most, and a body of nothing but wrong fields would bring more. */
const mostErrors = 1000;
const longestPath = 300;

const nothing = z.strictObject({});

/**
 * The parts of a request, checked against the contract. Throws `payload_too_large`,
 * `unsupported_media_type`, `malformed_json`, and `validation_failed` with every field that is wrong, the first 1,000.
 */
export function parseRequest<C extends RouteContract>(
  contract: C,
  event: APIGatewayProxyEventV2,
): RouteRequest<C> {
  const body = readBody(event);
  const needsBody = contract.body !== undefined && !contract.bodyIsOptional;
  const checked = {
    params: (contract.params ?? nothing).safeParse(event.pathParameters ?? {}),
    query: (contract.query ?? nothing).safeParse(event.queryStringParameters ?? {}),
    body: (contract.body ?? nothing).safeParse(body ?? (needsBody ? undefined : {})),
  };
  const errors = Object.entries(checked).flatMap(([part, result]) => fieldErrors(part, result.error));
  if (errors.length > 0) throw new ValidationError(errors.slice(0, mostErrors));
  return {
    params: checked.params.data,
    query: checked.query.data,
    body: contract.body ? checked.body.data : undefined,
    ifMatch: contract.takesIfMatch ? versionsToMatch(event.headers) : undefined,
    cookie: readCookie(event, contract.cookie),
  } as RouteRequest<C>;
}

function readCookie({ cookies = [] }: APIGatewayProxyEventV2, name: string | undefined): string | undefined {
  const found = cookies.find((cookie) => name !== undefined && cookie.startsWith(`${name}=`));
  return found?.slice(found.indexOf('=') + 1);
}

function fieldErrors(part: string, error: z.ZodError | undefined): FieldError[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [part, ...issue.path].join('.');
    if (issue.code !== 'unrecognized_keys') return [{ field: shown(path), message: issue.message }];
    return issue.keys.map((key) => ({
      field: shown(`${path}.${key}`),
      message: 'is not a field of this request',
    }));
  });
}

/** Names in a path are the caller's own. */
function shown(path: string): string {
  return path.length <= longestPath ? path : `${path.slice(0, longestPath)}…`;
}

function readBody(event: APIGatewayProxyEventV2): unknown {
  if (event.body === undefined || event.body === '') return undefined;
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBodyBytes) {
    throw new ProblemError(
      'payload_too_large',
      `A body may have ${maxBodyBytes} bytes; files are uploaded to S3.`,
    );
  }
  const type = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new ProblemError('unsupported_media_type', 'Send the header `Content-Type: application/json`.');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ProblemError('malformed_json', 'The body could not be read as JSON in UTF-8.');
  }
}
