import { createObject } from './create-object.ts';
import { storedHeadersOf } from './object-headers.ts';
import { openRequestBody } from './request-body.ts';
import type { S3Call } from './s3-call.ts';
import { notImplemented, S3Error } from './s3-error.ts';

/** The largest body of one PUT or POST: 5 GiB. */
export const maxUploadBytes = 5 * 1024 ** 3;

const unsupportedHeaders = [
  'if-match',
  'x-amz-tagging',
  'x-amz-write-offset-bytes',
  'x-amz-website-redirect-location',
];

/** PutObject: nothing is kept unless the whole body came and fits every checksum of the request. */
export async function putObject(call: S3Call): Promise<void> {
  const { store, response, target, headers } = call;
  assertWriteHeaders(headers);
  const body = openRequestBody(call);
  const staged = await store.blobs.stage(body.stream, maxUploadBytes, body.algorithms);
  try {
    body.verify(staged);
  } catch (error) {
    await store.blobs.discard(staged.id);
    throw error;
  }
  const version = await createObject(store, staged, {
    bucket: target.bucket,
    key: target.key,
    headers: storedHeadersOf(headers),
    reason: 'PutObject',
    onlyIfAbsent: headers.has('if-none-match'),
  });
  response.writeHead(200, {
    etag: `"${version.etag}"`,
    'x-amz-version-id': version.versionId,
    'x-amz-checksum-crc32': version.crc32,
    'x-amz-checksum-type': 'FULL_OBJECT',
    'content-length': 0,
  });
  response.end();
}

/**
 * Refuses the headers of a write whose meaning would be lost, and metadata that cannot be kept, before the body is read.
 * @throws S3Error NotImplemented, MetadataTooLarge, InvalidArgument
 */
export function assertWriteHeaders(headers: ReadonlyMap<string, string>): void {
  const unsupported = [...headers.keys()].find(
    (name) => unsupportedHeaders.includes(name) || name.startsWith('x-amz-object-lock-'),
  );
  if (unsupported !== undefined) throw notImplemented(`The header ${unsupported}`);
  if (!['*', undefined].includes(headers.get('if-none-match')))
    throw notImplemented('If-None-Match with an ETag');
  if (Number(headers.get('content-length') ?? 0) > maxUploadBytes) {
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  }
  storedHeadersOf(headers);
}
