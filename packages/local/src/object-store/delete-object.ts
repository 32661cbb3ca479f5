import { randomBytes } from 'node:crypto';
import { invalidVersionId } from './find-object.ts';
import { type ObjectVersion, parseVersionId } from './object-version.ts';
import type { S3Call, StoreParts } from './s3-call.ts';

/** DeleteObject: puts a delete marker, or removes one version for good. */
export async function deleteObject({ store, response, target }: S3Call): Promise<void> {
  const affected = await deleteOne(store, target.bucket, target.key, target.query.get('versionId'));
  if (affected !== undefined) response.setHeader('x-amz-version-id', affected.versionId);
  if (affected?.isDeleteMarker === true) response.setHeader('x-amz-delete-marker', 'true');
  response.writeHead(204).end();
}

/**
 * Deletes without an answer. Returns the delete marker that was made, or the version that was removed; undefined
 * if there was no such version, which is no error.
 * @throws S3Error InvalidArgument
 */
export async function deleteOne(
  { versions, blobs, clock }: StoreParts,
  bucket: string,
  key: string,
  versionId: string | undefined,
): Promise<ObjectVersion | undefined> {
  if (versionId === undefined) {
    return versions.insert({
      bucket,
      key,
      blobId: randomBytes(16).toString('hex'),
      isDeleteMarker: true,
      createdAt: clock(),
      sizeBytes: 0,
      etag: '',
      crc32: '',
      headers: {},
    });
  }
  if (parseVersionId(versionId) === undefined) throw invalidVersionId();
  const version = versions.findVersion(bucket, key, versionId);
  if (version === undefined) return undefined;
  versions.remove(version.sequence);
  await blobs.discard(version.blobId);
  return version;
}
