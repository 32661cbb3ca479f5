import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The key pair that may use the store. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What is signed of a request; names of headers in lower case, path and query decoded. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Iterable<readonly [string, string]>;
  readonly headers: readonly (readonly [string, string])[];
  readonly payloadHash: string;
}

/** Percent-encoding of AWS Signature Version 4: all but A-Z a-z 0-9 - . _ ~ */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Hex HMAC-SHA256 of a text with the key derived for day (YYYYMMDD) and region, service `s3`. */
export function signText(secretAccessKey: string, day: string, region: string, text: string): string {
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString('hex');
}

/**
 * Hex signature of a request after AWS Signature Version 4 in the form of S3 (the path is encoded once and not normalised).
 * @param timestamp `YYYYMMDDTHHMMSSZ`
 */
export function signRequest(
  secretAccessKey: string,
  timestamp: string,
  region: string,
  request: SignedRequest,
): string {
  const canonicalQuery = [...request.query]
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const canonicalRequest = [
    request.method,
    request.path.split('/').map(uriEncode).join('/'),
    canonicalQuery,
    ...request.headers.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
    '',
    request.headers.map(([name]) => name).join(';'),
    request.payloadHash,
  ].join('\n');
  const day = timestamp.slice(0, 8);
  // Node hands header bytes over as latin1; everything else in the canonical request is ASCII.
  const digest = createHash('sha256').update(canonicalRequest, 'latin1').digest('hex');
  const scope = `${day}/${region}/s3/aws4_request`;
  return signText(secretAccessKey, day, region, ['AWS4-HMAC-SHA256', timestamp, scope, digest].join('\n'));
}

/** Compares in a time that does not depend on where the texts differ. */
export function isSameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
