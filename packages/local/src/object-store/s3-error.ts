import type { ServerResponse } from 'node:http';
import { element, xmlDocument } from './xml.ts';

/** An answer other than success: the code, message and HTTP status that Amazon S3 gives for the same fault. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'S3Error';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** A call or option that this endpoint does not have; the message names it. */
export function notImplemented(what: string): S3Error {
  return new S3Error(501, 'NotImplemented', `${what} is not implemented by the local object store.`);
}

/** Writes an error as S3 does: XML, or the status alone where the answer has no body (HEAD, 304). */
export function sendError(response: ServerResponse, error: S3Error, requestId: string): void {
  for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
  response.statusCode = error.status;
  if (response.req.method === 'HEAD' || error.status === 304) {
    response.end();
    return;
  }
  const body = xmlDocument(
    'Error',
    element('Code', error.code) + element('Message', error.message) + element('RequestId', requestId),
    { withNamespace: false },
  );
  response.setHeader('content-type', 'application/xml');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}
