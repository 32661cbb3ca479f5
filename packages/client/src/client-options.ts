import type { AccessOptions } from './access.ts';
import type { FormTransport } from './form-transport.ts';
import type { RetrySettings, Timing } from './retry.ts';

export interface ClientOptions extends AccessOptions {
  /** Of the server, such as `https://elenchus.example.com`. */
  readonly baseUrl: string;
  /** Ends all that the client does. */
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
  /** An answer that takes longer is taken for none; files may take as long as they need. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetrySettings>;
  readonly timing?: Timing;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Instead of what the client does. */
  readonly retry?: Partial<RetrySettings>;
}

export interface WriteOptions extends CallOptions {
  /** Without it each call of a writing route has one of its own, the same for all its attempts. */
  readonly idempotencyKey?: string;
  /** The ETag of what is to be changed: what has changed since then is left alone. */
  readonly ifMatch?: string;
}

export interface ReadOptions extends WriteOptions {
  /** The ETag of what is known already. */
  readonly ifNoneMatch?: string;
}

export interface UploadOptions extends CallOptions {
  /** Called with the bytes of the file that have been sent so far, again from 0 with each attempt. */
  readonly onSent?: (bytes: number) => void;
  /** Without it XMLHttpRequest, where there is one, else fetch, which reports only the end. */
  readonly transport?: FormTransport;
}
