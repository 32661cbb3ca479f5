import type { IncomingHttpHeaders } from 'node:http';
import type { RequestTarget } from './request-target.ts';
import { S3Error } from './s3-error.ts';
import { isSameSecret, signRequest } from './signature-v4.ts';
import { assertCredential, parseTimestamp, type Signer, signatureMismatch } from './signer.ts';

const allowedSkewMs = 15 * 60_000;
const maxExpirySeconds = 7 * 24 * 3600;

/** What a verified signature says about the body: its SHA-256 in hex, or `UNSIGNED-PAYLOAD`, or a streaming marker. */
export interface Authentication {
  readonly payloadHash: string;
}

/** The part of a request that the signature covers. */
export interface RequestToVerify {
  readonly method: string;
  readonly target: RequestTarget;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Verifies AWS Signature Version 4, in the Authorization header or in the query of a presigned URL.
 * @throws S3Error AccessDenied, SignatureDoesNotMatch, InvalidAccessKeyId, RequestTimeTooSkewed and their relatives
 */
export function authenticate(request: RequestToVerify, signer: Signer): Authentication {
  const { query } = request.target;
  if (request.headers.authorization !== undefined)
    return verifyHeader(request, request.headers.authorization, signer);
  if (query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature')) return verifyPresigned(request, signer);
  throw new S3Error(403, 'AccessDenied', 'Access Denied');
}

function verifyHeader(request: RequestToVerify, authorization: string, signer: Signer): Authentication {
  const [, credential = '', signedHeaders = '', signature = ''] =
    /^AWS4-HMAC-SHA256 +Credential=([^, ]+), *SignedHeaders=([^, ]+), *Signature=([^, ]+)$/.exec(
      authorization,
    ) ?? [];
  if (signature === '') {
    throw new S3Error(400, 'AuthorizationHeaderMalformed', 'The authorization header is malformed.');
  }
  const timestamp = headerText(request.headers, 'x-amz-date') ?? '';
  const signedAt = parseTimestamp(timestamp);
  assertCredential(credential, timestamp, signer);
  if (Math.abs(signer.clock().getTime() - signedAt.getTime()) > allowedSkewMs) {
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
  }
  const payloadHash = headerText(request.headers, 'x-amz-content-sha256');
  if (payloadHash === undefined) {
    throw new S3Error(
      400,
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256',
    );
  }
  verify(request, request.target.query, signedHeaders, payloadHash, timestamp, signature, signer);
  return { payloadHash };
}

function verifyPresigned(request: RequestToVerify, signer: Signer): Authentication {
  const { query } = request.target;
  const parameter = (name: string) => {
    const value = query.get(name);
    if (value === undefined || value === '')
      throw presignedError(`Query-string authentication requires ${name}.`);
    return value;
  };
  if (parameter('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
    throw presignedError('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const timestamp = parameter('X-Amz-Date');
  const signedAt = parseTimestamp(timestamp).getTime();
  assertCredential(parameter('X-Amz-Credential'), timestamp, signer);
  const expires = parameter('X-Amz-Expires');
  const expirySeconds = /^[0-9]{1,9}$/.test(expires) ? Number(expires) : Number.NaN;
  if (!(expirySeconds >= 1 && expirySeconds <= maxExpirySeconds)) {
    throw presignedError('X-Amz-Expires must be between 1 and 604800 seconds');
  }
  const now = signer.clock().getTime();
  if (signedAt > now + allowedSkewMs) throw new S3Error(403, 'AccessDenied', 'Request is not valid yet');
  if (now > signedAt + expirySeconds * 1000) throw new S3Error(403, 'AccessDenied', 'Request has expired');
  const payloadHash =
    query.get('X-Amz-Content-Sha256') ??
    headerText(request.headers, 'x-amz-content-sha256') ??
    'UNSIGNED-PAYLOAD';
  const signedQuery = [...query].filter(([name]) => name !== 'X-Amz-Signature');
  verify(
    request,
    signedQuery,
    parameter('X-Amz-SignedHeaders'),
    payloadHash,
    timestamp,
    parameter('X-Amz-Signature'),
    signer,
  );
  return { payloadHash };
}

function verify(
  { method, target, headers }: RequestToVerify,
  query: Iterable<readonly [string, string]>,
  signedHeaders: string,
  payloadHash: string,
  timestamp: string,
  signature: string,
  { credentials, region }: Signer,
): void {
  const names = signedHeaders.split(';');
  const unsigned = Object.keys(headers).some((name) => name.startsWith('x-amz-') && !names.includes(name));
  if (unsigned || !names.includes('host')) {
    throw new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed');
  }
  const signed = names.map((name) => [name, headerText(headers, name) ?? ''] as const);
  const request = { method, path: target.path, query, headers: signed, payloadHash };
  const expected = signRequest(credentials.secretAccessKey, timestamp, region, request);
  if (!isSameSecret(expected, signature)) throw signatureMismatch();
}

function headerText(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function presignedError(message: string): S3Error {
  return new S3Error(400, 'AuthorizationQueryParametersError', message);
}
