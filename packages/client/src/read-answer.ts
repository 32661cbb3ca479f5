import { problem } from '@elenchus/contracts/platform/errors';
import { ApiError } from './errors.ts';

/**
 * The JSON of an answer; `undefined` for an empty one. Throws `ApiError` for an error status, and for what is no
 * JSON: what answers then is not the API but something before it, such as a proxy.
 */
export async function readAnswer(operation: string, response: Response): Promise<unknown> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? 'no content type';
  const answer = /^application\/([\w.-]+\+)?json\b/i.test(type) ? parseJson(text) : undefined;
  if (!response.ok) {
    const said = problem.partial().safeParse(answer);
    const fallback = { detail: `${response.statusText || 'an error'} without details (${type})` };
    throw new ApiError(operation, response.status, (said.success && answer && said.data) || fallback);
  }
  if (answer === undefined && text !== '') {
    throw new ApiError(operation, response.status, { detail: `the answer is no JSON (${type})` });
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

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
