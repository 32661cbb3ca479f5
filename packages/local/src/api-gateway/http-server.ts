import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type GatewayErrorCode, gatewayErrors } from '@elenchus/contracts/platform/errors';
import { catalogued, rawProblemAnswer } from './gateway-problem.ts';

/** Headers of a request together, as an HTTP API allows. */
const maximumHeaderBytes = 10_240;
const headersTimeoutMs = 10_000;
/** Long enough for a large upload over a slow line. */
const requestTimeoutMs = 10 * 60_000;
const keepAliveTimeoutMs = 65_000;

/** Node.js' names of faults that are not the default, a request that cannot be read. */
const faults: Record<string, { readonly code: GatewayErrorCode; readonly reason: string }> = {
  HPE_HEADER_OVERFLOW: { code: 'headers_too_large', reason: 'Request Header Fields Too Large' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request_timed_out', reason: 'Request Timeout' },
};

/** A server whose limits suit a public API; requests that cannot be parsed are answered with a problem document. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    {
      maxHeaderSize: maximumHeaderBytes,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: 2_000,
    },
    listener,
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const { code, reason } = faults[error.code ?? ''] ?? { code: 'bad_request', reason: 'Bad Request' };
    const problem = catalogued(code, `${gatewayErrors[code].title}.`, '', randomUUID());
    socket.end(rawProblemAnswer(problem, reason), () => socket.destroy());
  });
  return server;
}
