import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type ByteRange, parseByteRange } from './byte-range.ts';
import { findObject } from './find-object.ts';
import { assertHeaderText, toHeaderBytes } from './object-headers.ts';
import type { ObjectVersion } from './object-version.ts';
import type { S3Call } from './s3-call.ts';
import { notImplemented, S3Error } from './s3-error.ts';

const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** GetObject and HeadObject. */
export async function getObject({ store, request, response, target, headers }: S3Call): Promise<void> {
  if (target.query.has('partNumber')) throw notImplemented('partNumber');
  const version = findObject(store, target.bucket, target.key, target.query.get('versionId'));
  assertPreconditions(headers, version);
  const range = parseByteRange(headers.get('range'), version.sizeBytes);
  const answerHeaders = headersOf(version, range, headers, target.query);
  if (request.method === 'HEAD') {
    response.writeHead(range === undefined ? 200 : 206, answerHeaders).end();
    return;
  }
  const file = await openBlob(store.blobs.open(version.blobId), version);
  response.writeHead(range === undefined ? 200 : 206, answerHeaders);
  await pipeline(file.createReadStream(range), response);
}

async function openBlob(opening: Promise<FileHandle>, version: ObjectVersion): Promise<FileHandle> {
  const file = await opening;
  const { size } = await file.stat();
  if (size === version.sizeBytes) return file;
  await file.close();
  throw new Error(`Blob ${version.blobId} has ${size} bytes on disk instead of ${version.sizeBytes}`);
}

function assertPreconditions(headers: ReadonlyMap<string, string>, version: ObjectVersion): void {
  const unsupported = ['if-modified-since', 'if-unmodified-since'].find((name) => headers.has(name));
  if (unsupported !== undefined) throw notImplemented(`The header ${unsupported}`);
  const ifMatch = headers.get('if-match');
  if (ifMatch !== undefined && !matches(ifMatch, version.etag)) {
    throw new S3Error(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    );
  }
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, version.etag)) {
    const validators = { etag: `"${version.etag}"`, 'x-amz-version-id': version.versionId };
    throw new S3Error(304, 'NotModified', 'Not Modified', validators);
  }
}

function matches(condition: string, etag: string): boolean {
  const candidates = condition.split(',').map((one) => one.trim().replace(/^W\//, '').replaceAll('"', ''));
  return candidates.includes('*') || candidates.includes(etag);
}

function headersOf(
  version: ObjectVersion,
  range: ByteRange | undefined,
  requestHeaders: ReadonlyMap<string, string>,
  query: ReadonlyMap<string, string>,
): Record<string, string | number> {
  const answer: Record<string, string | number> = {
    ...version.headers,
    'accept-ranges': 'bytes',
    'content-length': range === undefined ? version.sizeBytes : range.end - range.start + 1,
    etag: `"${version.etag}"`,
    'last-modified': version.createdAt.toUTCString(),
    'x-amz-version-id': version.versionId,
  };
  if (range !== undefined) answer['content-range'] = `bytes ${range.start}-${range.end}/${version.sizeBytes}`;
  if (range === undefined && requestHeaders.get('x-amz-checksum-mode') === 'ENABLED') {
    answer['x-amz-checksum-crc32'] = version.crc32;
    answer['x-amz-checksum-type'] = 'FULL_OBJECT';
  }
  for (const name of overrides) {
    const value = query.get(`response-${name}`);
    if (value !== undefined) answer[name] = assertHeaderText(toHeaderBytes(value));
  }
  return answer;
}
