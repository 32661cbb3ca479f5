export interface FormRequest {
  readonly url: string;
  readonly body: Blob;
  readonly contentType: string;
  readonly signal: AbortSignal | undefined;
  /** Called with the bytes of the body that have been sent so far. */
  readonly onSent: (bytes: number) => void;
}

/** Posts a form, whatever is answered. Throws a `TypeError` when nothing is, the reason of the signal when it aborts. */
export type FormTransport = (
  request: FormRequest,
) => Promise<{ readonly status: number; readonly text: string }>;

/** What of the browser's XMLHttpRequest is used. */
interface Xhr {
  readonly status: number;
  readonly responseText: string;
  readonly upload: { onprogress: ((event: { readonly loaded: number }) => void) | null };
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: Blob): void;
  abort(): void;
}
type XhrClass = new () => Xhr;

/** Sends with fetch, which does not tell how far it has come: only the end is reported. */
export function fetchTransport(send: typeof fetch): FormTransport {
  return async ({ url, body, contentType, signal, onSent }) => {
    const headers = { 'content-type': contentType };
    const response = await send(url, { method: 'POST', headers, body, ...(signal && { signal }) });
    const text = await response.text();
    if (response.ok) onSent(body.size);
    return { status: response.status, text };
  };
}

/** Sends with XMLHttpRequest, which reports each part that has been sent. */
export function xhrTransport(XhrOfBrowser: XhrClass): FormTransport {
  return ({ url, body, contentType, signal, onSent }) =>
    new Promise((resolve, reject) => {
      const xhr = new XhrOfBrowser();
      const stop = () => xhr.abort();
      const end = (settle: () => void) => () => {
        signal?.removeEventListener('abort', stop);
        settle();
      };
      xhr.upload.onprogress = ({ loaded }) => onSent(loaded);
      xhr.onload = end(() => resolve({ status: xhr.status, text: xhr.responseText }));
      xhr.onerror = end(() => reject(new TypeError('the connection failed')));
      xhr.onabort = end(() => reject(signal?.reason));
      xhr.open('POST', url);
      xhr.setRequestHeader('content-type', contentType);
      signal?.addEventListener('abort', stop, { once: true });
      xhr.send(body);
    });
}

/** XMLHttpRequest where there is one: in browsers. */
export function defaultTransport(send: typeof fetch): FormTransport {
  const { XMLHttpRequest } = globalThis as { readonly XMLHttpRequest?: XhrClass };
  return XMLHttpRequest === undefined ? fetchTransport(send) : xhrTransport(XMLHttpRequest);
}
