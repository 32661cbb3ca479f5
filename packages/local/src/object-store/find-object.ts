import { type ObjectVersion, parseVersionId } from './object-version.ts';
import type { StoreParts } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

/**
 * The newest version of a key, or the one named.
 * @throws S3Error NoSuchKey, NoSuchVersion, InvalidArgument, MethodNotAllowed for a delete marker by its version id
 */
export function findObject(
  { versions }: Pick<StoreParts, 'versions'>,
  bucket: string,
  key: string,
  versionId: string | undefined,
): ObjectVersion {
  if (versionId !== undefined && parseVersionId(versionId) === undefined) throw invalidVersionId();
  const found =
    versionId === undefined ? versions.findLatest(bucket, key) : versions.findVersion(bucket, key, versionId);
  if (found !== undefined && !found.isDeleteMarker) return found;
  const marker: Record<string, string> =
    found === undefined ? {} : { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.versionId };
  if (versionId === undefined)
    throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', marker);
  if (found === undefined) throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.');
  throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', {
    ...marker,
    allow: 'DELETE',
  });
}

/** The answer to a version id that this store can never have given. */
export function invalidVersionId(): S3Error {
  return new S3Error(400, 'InvalidArgument', 'Invalid version id specified');
}
