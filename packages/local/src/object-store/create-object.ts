import type { StagedBlob } from './blob-folder.ts';
import type { ObjectCreated } from './object-created.ts';
import type { ObjectVersion } from './object-version.ts';
import type { StoreParts } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

/** What becomes of a staged blob. */
export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly reason: ObjectCreated['reason'];
  /** `If-None-Match: *`: refuse if the key has an object. */
  readonly onlyIfAbsent?: boolean;
}

/**
 * Makes a staged blob the newest version of its key and tells of it once it is durable; on failure the blob is gone.
 * @throws S3Error PreconditionFailed
 */
export async function createObject(
  { blobs, versions, clock, onObjectCreated }: StoreParts,
  staged: StagedBlob,
  { bucket, key, headers, reason, onlyIfAbsent = false }: NewObject,
): Promise<ObjectVersion> {
  let version: ObjectVersion;
  try {
    await blobs.adopt(staged);
    // No await between this look and the insert: both see the same state.
    if (onlyIfAbsent && versions.findLatest(bucket, key)?.isDeleteMarker === false) {
      throw new S3Error(
        412,
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
      );
    }
    version = versions.insert({
      bucket,
      key,
      blobId: staged.id,
      isDeleteMarker: false,
      createdAt: clock(),
      sizeBytes: staged.sizeBytes,
      etag: staged.digests.get('md5')?.toString('hex') ?? '',
      crc32: staged.digests.get('crc32')?.toString('base64') ?? '',
      headers,
    });
  } catch (error) {
    await blobs.discard(staged.id);
    throw error;
  }
  const { sizeBytes, etag, versionId, sequence, createdAt } = version;
  const sequencer = sequence.toString(16).toUpperCase().padStart(18, '0');
  await onObjectCreated({ bucket, key, sizeBytes, etag, versionId, sequencer, time: createdAt, reason });
  return version;
}
