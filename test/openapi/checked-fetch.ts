import type { SeenAnswer } from './answer-check.ts';

type Fetch = typeof globalThis.fetch;

export interface CheckedFetchOptions {
  /** Whether an origin is that of a server under test. */
  readonly isServed: (origin: string) => boolean;
  /** Tells what is wrong with an answer; undefined when nothing is. */
  readonly check: (answer: SeenAnswer) => string | undefined;
  readonly onFault: (fault: string) => void;
}

/** What a server on one machine answers besides the API. */
const beside = /^\/(_aws|dev)\//;
const readable = /^(application\/(problem\+)?json|text\/html)\b/;

/** A `fetch` that checks what a server under test answers, and fails when that is not as it should be. */
export function checkedFetch(fetch: Fetch, { isServed, check, onFault }: CheckedFetchOptions): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { origin, pathname: path } = new URL(input instanceof Request ? input.url : input);
    const method = (init?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase();
    const isOfApi = isServed(origin) && !beside.test(path) && method !== 'OPTIONS' && !response.redirected;
    if (!isOfApi) return response;
    const body = await readCopy(response);
    if (body === undefined) return response;
    const fault = check({ method, path, status: response.status, headers: response.headers, body });
    if (fault === undefined) return response;
    onFault(fault);
    throw new Error(`not as the OpenAPI document says: ${fault}`);
  };
}

/** Undefined for what cannot be read to its end: the caller finds that out. */
async function readCopy(response: Response): Promise<string | undefined> {
  const type = response.headers.get('content-type');
  if (type !== null && !readable.test(type)) return '';
  return response
    .clone()
    .text()
    .catch(() => undefined);
}
