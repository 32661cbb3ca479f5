import { createAccess } from './access.ts';
import { buildUrl } from './build-url.ts';
import type {
  CallOptions,
  ClientOptions,
  ReadOptions,
  UploadOptions,
  WriteOptions,
} from './client-options.ts';
import { defaultTransport } from './form-transport.ts';
import { toHex } from './hex.ts';
import type { AnswerOf, ItemOf, Page, RequestOf, Route } from './operation.ts';
import { readPages } from './pages.ts';
import { anySignal, reach } from './reach.ts';
import { readAnswer } from './read-answer.ts';
import { defaultRetry, realTiming, withRetries } from './retry.ts';
import { sendFile, type UploadTicket } from './send-file.ts';
import { isForSignedOut } from './signed-out-routes.ts';

export { ApiError } from './errors.ts';

/** What is answered besides the body. `isModified` is false when `ifNoneMatch` says what is there. */
export type Reply<T> = { readonly status: number; readonly etag: string | undefined } & (
  | { readonly isModified: true; readonly body: T }
  | { readonly isModified: false; readonly body: undefined }
);

type Given<R, Options> =
  Record<never, never> extends RequestOf<R>
    ? [request?: RequestOf<R> & Options]
    : [request: RequestOf<R> & Options];
type Listing<R> = [ItemOf<R>] extends [never] ? never : R;

/**
 * Calls routes over HTTP. A route is given by its contract, or by what `operations/` holds of it. Everything throws
 * `ApiError` for what the server answers, `UnreachableError` when it does not, and the reason of an aborted signal.
 */
export interface ApiClient {
  call<R extends Route>(route: R, ...given: Given<R, WriteOptions>): Promise<AnswerOf<R>>;
  /** As `call`, with the ETag; does not send again what `ifNoneMatch` names. */
  read<R extends Route>(route: R, ...given: Given<R, ReadOptions>): Promise<Reply<AnswerOf<R>>>;
  /** The pages of a list, each when it is asked for. */
  pages<R extends Route>(
    route: R & Listing<R>,
    ...given: Given<R, CallOptions>
  ): AsyncGenerator<AnswerOf<R>, void, undefined>;
  /** What a list holds, page after page. */
  all<R extends Route>(
    route: R & Listing<R>,
    ...given: Given<R, CallOptions>
  ): AsyncGenerator<ItemOf<R>, void, undefined>;
  /** Sends a file with the presigned POST of its ticket. */
  upload(ticket: UploadTicket, content: Blob, options?: UploadOptions): Promise<void>;
  signIn(accessToken: string): void;
}

/** A request when it runs; the types above say which route takes what. */
interface AnyRequest extends ReadOptions {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

const defaultTimeoutMs = 60_000;

/** A client of the server at `baseUrl`. */
export function createApiClient(options: ClientOptions): ApiClient {
  const { baseUrl, timeoutMs = defaultTimeoutMs, timing = realTiming } = options;
  const send: typeof fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
  const access = createAccess(options);

  function repeatedly<T>(
    given: CallOptions,
    isRepeatable: boolean,
    work: (signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> {
    const signal = anySignal(options.signal, given.signal);
    const settings = { ...defaultRetry, ...options.retry, ...given.retry };
    return withRetries(() => work(signal), { isRepeatable, settings, timing, signal });
  }

  async function exchange(route: Route, request: AnyRequest = {}): Promise<Reply<unknown>> {
    const { operation, method, path } = route;
    const url = buildUrl(baseUrl, path, request);
    const isSignedOut = isForSignedOut(route);
    const idempotencyKey =
      request.idempotencyKey ?? (method === 'GET' || isSignedOut ? undefined : newIdempotencyKey());
    const isRepeatable = idempotencyKey !== undefined || (method !== 'POST' && method !== 'PATCH');
    const sent = {
      method,
      // No route that programs call answers so; the key must not go along to wherever it leads.
      redirect: 'error' as const,
      headers: requestHeaders({ ...request, ...(idempotencyKey !== undefined && { idempotencyKey }) }),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    };
    return repeatedly(request, isRepeatable, (signal) => {
      const attempt = (caller: Readonly<Record<string, string>>) => {
        const headers = new Headers({ ...sent.headers, ...caller });
        return reach(url, { signal, timeoutMs }, async (limited) => {
          const response = await send(url, { ...sent, headers, ...(limited && { signal: limited }) });
          return readReply(operation, response, timing.clock());
        });
      };
      return isSignedOut ? attempt({}) : access.use(attempt, signal);
    });
  }

  function upload(ticket: UploadTicket, content: Blob, given: UploadOptions = {}): Promise<void> {
    const transport = given.transport ?? defaultTransport(send);
    return repeatedly(given, true, (signal) =>
      sendFile(ticket, content, { transport, signal, onSent: given.onSent }),
    );
  }

  const call = async (route: Route, request?: AnyRequest) => (await exchange(route, request)).body;
  const pages = (route: Route, request: AnyRequest = {}) =>
    readPages(route, request, async (next) => (await call(route, next)) as Page<unknown>);
  async function* all(route: Route, request?: AnyRequest) {
    for await (const { data } of pages(route, request)) yield* data;
  }

  return { call, read: exchange, pages, all, upload, signIn: access.signIn } as ApiClient;
}

function requestHeaders(request: AnyRequest): Record<string, string> {
  const { body, idempotencyKey, ifMatch, ifNoneMatch } = request;
  return {
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }),
  };
}

async function readReply(operation: string, response: Response, nowMs: number): Promise<Reply<unknown>> {
  const { status, headers } = response;
  const etag = headers.get('etag') ?? undefined;
  if (status === 304) return { status, etag, isModified: false, body: undefined };
  return { status, etag, isModified: true, body: await readAnswer(operation, response, nowMs) };
}

/** `crypto.randomUUID` is missing on pages without TLS. */
function newIdempotencyKey(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
