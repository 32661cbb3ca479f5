import { createObject } from './create-object.ts';
import { findObject } from './find-object.ts';
import { storedHeadersOf } from './object-headers.ts';
import { assertWriteHeaders, maxUploadBytes } from './put-object.ts';
import type { S3Call } from './s3-call.ts';
import { sendXml } from './s3-call.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import { element, xmlDocument } from './xml.ts';

/** CopyObject: a new version with the bytes of another object, and with its headers unless the directive is REPLACE. */
export async function copyObject({ store, response, target, headers }: S3Call): Promise<void> {
  assertWriteHeaders(headers);
  const condition = [...headers.keys()].find((name) => name.startsWith('x-amz-copy-source-'));
  if (condition !== undefined) throw notImplemented(`The header ${condition}`);
  const source = findObject(store, ...parseCopySource(headers.get('x-amz-copy-source') ?? ''));
  const file = await store.blobs.open(source.blobId);
  const staged = await store.blobs.stage(file.createReadStream(), maxUploadBytes);
  const isReplaced = headers.get('x-amz-metadata-directive') === 'REPLACE';
  const version = await createObject(store, staged, {
    bucket: target.bucket,
    key: target.key,
    headers: isReplaced ? storedHeadersOf(headers) : source.headers,
    reason: 'CopyObject',
    onlyIfAbsent: headers.has('if-none-match'),
  });
  response.setHeader('x-amz-version-id', version.versionId);
  response.setHeader('x-amz-copy-source-version-id', source.versionId);
  const result =
    element('ETag', `"${version.etag}"`) + element('LastModified', version.createdAt.toISOString());
  sendXml(response, 200, xmlDocument('CopyObjectResult', result));
}

function parseCopySource(header: string): [bucket: string, key: string, versionId: string | undefined] {
  const [, bucket, key, versionId] = /^\/?([^/?]+)\/([^?]+)(?:\?versionId=([^&]+))?$/.exec(header) ?? [];
  try {
    if (bucket !== undefined && key !== undefined) return [bucket, decodeURIComponent(key), versionId];
  } catch {
    // Falls through to the same answer as any other malformed value.
  }
  throw new S3Error(
    400,
    'InvalidArgument',
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
  );
}
