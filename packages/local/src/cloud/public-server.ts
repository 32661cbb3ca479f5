import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catalogued, problemAnswer } from '../api-gateway/gateway-problem.ts';
import { createHttpServer } from '../api-gateway/http-server.ts';
import { StartError } from './start-error.ts';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Below this path stands S3; no route of the API begins like that. */
export const objectStorePath = '/_aws/s3';

/** The one port that clients see: the API, and below `/_aws/s3` the object store. */
export interface PublicServer {
  readonly port: number;
  /** From now on requests below `/_aws/s3` are answered. */
  mountObjectStore(handle: Handle): void;
  /** From now on the API is served; before, it answers 503. */
  serve(handle: Handle): void;
  /** Answers 503 to new requests of the API and waits for those under way, at most `timeoutMs`; the store goes on. */
  drain(timeoutMs: number): Promise<void>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * Takes the port, 0 being any free one.
 * @throws StartError when it is taken or the address is not of this machine
 */
export async function openPublicServer(host: string, port: number): Promise<PublicServer> {
  const refuse: Handle = async (request, response) => answerNotReady(request, response);
  let api = refuse;
  let objectStore = refuse;
  const underWay = new Set<Promise<void>>();

  const server = createHttpServer((request, response) => {
    const isObject = request.url === objectStorePath || request.url?.startsWith(`${objectStorePath}/`);
    if (isObject) {
      void objectStore(request, response).catch(() => response.destroy());
      return;
    }
    const answering = api(request, response)
      .catch(() => void response.destroy())
      .finally(() => underWay.delete(answering));
    underWay.add(answering);
  });
  await listen(server, host, port);

  return {
    port: (server.address() as AddressInfo).port,
    mountObjectStore(handle) {
      objectStore = handle;
    },
    serve(handle) {
      api = handle;
    },
    async drain(timeoutMs) {
      api = refuse;
      const timer = Promise.withResolvers<void>();
      const timeout = setTimeout(timer.resolve, timeoutMs);
      await Promise.race([Promise.all(underWay), timer.promise]);
      clearTimeout(timeout);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answerNotReady(request: IncomingMessage, response: ServerResponse): void {
  const instance = (request.url ?? '').split('?')[0] ?? '';
  const problem = catalogued('not_ready', 'The server is starting or stopping.', instance, randomUUID());
  const { status, headers, body } = problemAnswer(problem);
  const all = [
    ...headers,
    ['retry-after', '1'],
    ['connection', 'close'],
    ['content-length', String(body.length)],
  ];
  response.writeHead(status, all.flat());
  response.end(body);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ host, port }, resolve);
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const messages: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use by another program, perhaps by another Elenchus. Stop it, or take another port: npm start -- --port ${port + 1}`,
    EACCES: `Port ${port} may not be used by this user. Take one above 1023: npm start -- --port 4100`,
    EADDRNOTAVAIL: `ELENCHUS_HOST ${host} is not an address of this machine.`,
    ENOTFOUND: `ELENCHUS_HOST ${host} cannot be resolved.`,
  };
  return new StartError(
    messages[error.code ?? ''] ?? `Port ${port} cannot be opened: ${error.message}`,
    error,
  );
}
