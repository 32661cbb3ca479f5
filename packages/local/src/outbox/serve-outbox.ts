import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocalRequest, isPrivateServer } from './outbox-access.ts';
import { outboxPage } from './outbox-page.ts';
import { readOutbox } from './read-outbox.ts';

const outboxPath = '/dev/outbox';
const mostMails = 100;
const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

export interface Outbox {
  /** Whether a request asks for the outbox and may see it; any other is for the API, which does not know the path. */
  takes(request: IncomingMessage): boolean;
  /** Answers with the newest mails, newest first: as JSON, or as a page when that is what was asked for. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface OutboxOptions {
  readonly folder: string;
  /** Where the server listens, and what clients call it. */
  readonly host: string;
  readonly publicUrl: string;
}

/** `GET /dev/outbox`; its mails hold links that open accounts, so it is only there for the users of this machine. */
export function createOutbox({ folder, host, publicUrl }: OutboxOptions): Outbox {
  const isPrivate = isPrivateServer(host, publicUrl);
  return {
    takes(request) {
      const path = (request.url ?? '').split('?')[0];
      return isPrivate && path === outboxPath && request.method === 'GET' && isLocalRequest(request);
    },
    async handle(request, response) {
      const mails = await readOutbox(folder, mostMails);
      const isPage = prefersPage(request.headers.accept ?? '');
      const body = isPage ? outboxPage(mails) : JSON.stringify({ data: mails });
      const type = isPage ? 'text/html; charset=utf-8' : 'application/json';
      response.writeHead(200, {
        ...headers,
        'content-type': type,
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    },
  };
}

function prefersPage(accept: string): boolean {
  const quality = (type: string) => {
    const entry = accept.split(',').find((item) => item.split(';')[0]?.trim().toLowerCase() === type);
    return entry === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(entry)?.[1] ?? 1);
  };
  return quality('text/html') > quality('application/json');
}
