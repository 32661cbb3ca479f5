export interface FetchBounds {
  readonly deadlineMs: number;
  readonly mostBytes: number;
}

/** An answer, or its end, did not come in time, or it is too large. */
export class BoundedFetchError extends Error {
  readonly code: 'timeout' | 'too_large' | 'unreachable';

  constructor(code: 'timeout' | 'too_large' | 'unreachable', options?: ErrorOptions) {
    super(`A call ended early: ${code}.`, options);
    this.name = 'BoundedFetchError';
    this.code = code;
  }
}

export interface FetchRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | undefined;
  /** Ends the call before its own deadline. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls with a deadline for the whole answer and a limit of its size; a redirect is the answer and is not followed.
 * @throws BoundedFetchError
 */
export async function boundedFetch(
  url: string,
  { signal, ...request }: FetchRequest,
  { deadlineMs, mostBytes }: FetchBounds,
): Promise<Response> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const ends = signal ? AbortSignal.any([signal, deadline]) : deadline;
  try {
    const { body = null, ...rest } = request;
    const response = await fetch(url, { ...rest, body, redirect: 'manual', signal: ends });
    const bytes = await readAtMost(response, mostBytes);
    const type = response.headers.get('content-type');
    return new Response(bytes.length === 0 ? null : bytes, {
      status: response.status,
      headers: type === null ? {} : { 'content-type': type },
    });
  } catch (cause) {
    if (cause instanceof BoundedFetchError) throw cause;
    throw new BoundedFetchError(ends.aborted ? 'timeout' : 'unreachable', { cause });
  }
}

async function readAtMost({ body }: Response, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    // Leaving the loop closes the connection.
    if (length > mostBytes) throw new BoundedFetchError('too_large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
