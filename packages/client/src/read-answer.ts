import type { FieldError, Problem } from '@elenchus/contracts/platform/errors';
import { type AnswerDetails, ApiError } from './errors.ts';

/**
 * The JSON of an answer; `undefined` for an empty one. Throws `ApiError` for an error status, and for what is no
 * JSON: what answers then is not the API but something before it, such as a proxy.
 */
export async function readAnswer(operation: string, response: Response, nowMs: number): Promise<unknown> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? 'no content type';
  const answer = /^application\/([\w.-]+\+)?json\b/i.test(type) ? parseJson(text) : undefined;
  const details = readDetails(response.headers, nowMs);
  if (!response.ok) {
    const fallback = { detail: `${response.statusText || 'an error'} without details (${type})` };
    throw new ApiError(operation, response.status, readProblem(answer) ?? fallback, details);
  }
  if (answer === undefined && text !== '') {
    throw new ApiError(operation, response.status, { detail: `the answer is no JSON (${type})` }, details);
  }
  return answer;
}

/** What object storage says of an upload that it refuses: XML, of which people need the message. */
export function uploadRefusal(status: number, text: string): ApiError {
  const [, code] = /<Code>([^<]{1,100})<\/Code>/.exec(text) ?? [];
  const [, message] = /<Message>([^<]{1,500})<\/Message>/.exec(text) ?? [];
  return new ApiError('upload', status, {
    detail: message ?? 'no detail',
    ...(code === undefined ? {} : { code }),
  });
}

/** `Retry-After` as a duration: seconds, or a date, which is seen from the clock of who sent it. */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const header = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(header)) return 1000 * Number(header);
  const at = Date.parse(header);
  if (Number.isNaN(at)) return undefined;
  const sentAt = Date.parse(headers.get('date') ?? '');
  return Math.max(0, at - (Number.isNaN(sentAt) ? nowMs : sentAt));
}

function readDetails(headers: Headers, nowMs: number): AnswerDetails {
  return {
    requestId: headers.get('x-request-id') ?? undefined,
    retryAfterMs: retryAfterMs(headers, nowMs),
    isReplayed: headers.get('idempotency-replayed') === 'true',
  };
}

/** What of an answer is as a problem should be. */
function readProblem(answer: unknown): Partial<Problem> | undefined {
  if (!isRecord(answer)) return undefined;
  const { code, detail, requestId, errors } = answer;
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof detail === 'string' && { detail }),
    ...(typeof requestId === 'string' && { requestId }),
    ...(Array.isArray(errors) && { errors: errors.filter(isFieldError) }),
  };
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
