import type { Digests, ExtraAlgorithm } from './digests.ts';
import { notImplemented, S3Error } from './s3-error.ts';

/** A digest that the sender says the body has; without a value it comes in the trailer. */
export interface ClaimedChecksum {
  readonly algorithm: 'md5' | 'crc32' | ExtraAlgorithm;
  readonly base64?: string;
}

const supported = ['crc32', 'sha1', 'sha256'] as const;
const digestBytes = { md5: 16, crc32: 4, sha1: 20, sha256: 32 };
const notValues = ['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type'];

/**
 * Reads `Content-MD5` and `x-amz-checksum-*` from headers or form fields, and the checksum that a trailer will bring.
 * @throws S3Error InvalidDigest, NotImplemented for CRC-32C and the other algorithms that are not computed here
 */
export function checksumsOf(fields: ReadonlyMap<string, string>, trailer?: string): ClaimedChecksum[] {
  const claims: ClaimedChecksum[] = [];
  const md5 = fields.get('content-md5');
  if (md5 !== undefined) claims.push({ algorithm: 'md5', base64: md5 });
  for (const [name, value] of fields) {
    if (!name.startsWith('x-amz-checksum-') || notValues.includes(name)) continue;
    claims.push({ algorithm: algorithmOf(name), base64: value });
  }
  if (trailer !== undefined) claims.push({ algorithm: algorithmOf(trailer) });
  for (const { algorithm, base64 } of claims) if (base64 !== undefined) assertWellFormed(algorithm, base64);
  return claims;
}

/** @throws S3Error BadDigest */
export function assertChecksums(claims: readonly ClaimedChecksum[], digests: Digests): void {
  for (const { algorithm, base64 } of claims) {
    if (digests.get(algorithm)?.toString('base64') === base64) continue;
    const name = algorithm === 'md5' ? 'Content-MD5' : algorithm.toUpperCase();
    throw new S3Error(400, 'BadDigest', `The ${name} you specified did not match the calculated checksum.`);
  }
}

function algorithmOf(headerName: string): (typeof supported)[number] {
  const algorithm = supported.find((name) => headerName === `x-amz-checksum-${name}`);
  if (algorithm === undefined) throw notImplemented(`The checksum ${headerName}`);
  return algorithm;
}

function assertWellFormed(algorithm: ClaimedChecksum['algorithm'], base64: string): void {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === digestBytes[algorithm] && bytes.toString('base64') === base64) return;
  if (algorithm === 'md5')
    throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.');
  throw new S3Error(400, 'InvalidRequest', `Value for x-amz-checksum-${algorithm} header is invalid.`);
}
