/** One version of an object, or a delete marker (which has neither bytes nor headers). */
export interface ObjectVersion {
  readonly sequence: number;
  readonly versionId: string;
  readonly bucket: string;
  readonly key: string;
  readonly blobId: string;
  readonly isDeleteMarker: boolean;
  readonly isLatest: boolean;
  readonly createdAt: Date;
  readonly sizeBytes: number;
  /** Hex MD5 of the content. */
  readonly etag: string;
  /** Base64 CRC-32 of the content. */
  readonly crc32: string;
  readonly headers: Readonly<Record<string, string>>;
}

const sequenceDigits = 16;

/** A version id is the store-wide sequence number in hex, then the random id of the blob. */
export function formatVersionId(sequence: number, blobId: string): string {
  return sequence.toString(16).padStart(sequenceDigits, '0') + blobId;
}

/** Undefined if the text cannot be a version id of this store. */
export function parseVersionId(versionId: string): { sequence: number; blobId: string } | undefined {
  if (!/^[0-9a-f]{48}$/.test(versionId)) return undefined;
  const sequence = Number.parseInt(versionId.slice(0, sequenceDigits), 16);
  return Number.isSafeInteger(sequence) ? { sequence, blobId: versionId.slice(sequenceDigits) } : undefined;
}
