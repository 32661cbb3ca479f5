import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type GatewayProblem, rawProblemAnswer } from './gateway-problem.ts';

/** Headers of a request together, as an HTTP API allows. */
const maximumHeaderBytes = 10_240;
const headersTimeoutMs = 10_000;
/** Long enough for a large upload over a slow line. */
const requestTimeoutMs = 10 * 60_000;
const keepAliveTimeoutMs = 65_000;

const faults: Record<string, Pick<GatewayProblem, 'status' | 'code' | 'title'> & { reason: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers_too_large',
    title: 'The headers are too large',
    reason: 'Request Header Fields Too Large',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request_timed_out',
    title: 'The request took too long to arrive',
    reason: 'Request Timeout',
  },
};
const badRequest = {
  status: 400,
  code: 'bad_request',
  title: 'The request cannot be read',
  reason: 'Bad Request',
} as const;

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
    const { reason, ...fault } = faults[error.code ?? ''] ?? badRequest;
    const problem = { ...fault, detail: `${fault.title}.`, instance: '', requestId: randomUUID() };
    socket.end(rawProblemAnswer(problem, reason), () => socket.destroy());
  });
  return server;
}
