/** The bucket of documents. Keys are made by `documents/object-keys.ts` and always begin with the organization. */
export interface ObjectStore {
  put(key: string, body: Uint8Array, contentType: string): Promise<void>;
  /** Throws `ObjectMissingError` when there is no such object or version. */
  get(key: string, versionId?: string): Promise<Uint8Array>;
  /** Reads an object once through, without holding it. Throws `ObjectMissingError`. */
  digest(key: string, versionId?: string): Promise<ObjectDigest>;
  /** Lends a copy on the local disk for as long as `work` runs. Throws `ObjectMissingError`. */
  withLocalCopy<T>(
    key: string,
    versionId: string | undefined,
    work: (path: string) => Promise<T>,
  ): Promise<T>;
  /** Null when there is no such object. */
  head(key: string): Promise<ObjectHead | null>;
  /** A form with which anybody may upload one object of exactly this size and type (presigned S3 POST). */
  createUploadForm(request: UploadFormRequest): Promise<{ url: string; fields: Record<string, string> }>;
  /** A URL that downloads the object under a file name until it expires. */
  createDownloadUrl(request: DownloadUrlRequest): Promise<string>;
  /** Removes all versions of all objects whose key begins with the prefix. */
  deletePrefix(prefix: string): Promise<void>;
  /** Throws when the store does not answer. */
  check(): Promise<void>;
}

export interface ObjectHead {
  readonly sizeBytes: number;
  readonly versionId: string;
}

export interface ObjectDigest {
  readonly sizeBytes: number;
  /** SHA-256 in lower-case hex. */
  readonly sha256: string;
  /** The first bytes, up to 1 MiB. */
  readonly beginning: Uint8Array;
}

export interface UploadFormRequest {
  readonly key: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly expiresInSeconds: number;
}

export interface DownloadUrlRequest {
  readonly key: string;
  readonly versionId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly expiresInSeconds: number;
}

export class ObjectMissingError extends Error {
  readonly code = 'object_missing';
  constructor(key: string) {
    super(`There is no object ${key}`);
    this.name = 'ObjectMissingError';
  }
}
