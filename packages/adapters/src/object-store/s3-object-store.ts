import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import {
  type DownloadUrlRequest,
  type ObjectDigest,
  type ObjectHead,
  ObjectMissingError,
  type ObjectStore,
  type UploadFormRequest,
} from '@elenchus/core/platform/object-store-port';
import { attachmentDisposition } from './content-disposition.ts';

const beginningBytes = 1_048_576;

/** A versioned S3 bucket. */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(bucket: string, client = new S3Client({})) {
    this.#bucket = bucket;
    this.#client = client;
  }

  async put(key: string, body: Uint8Array, contentType: string): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }

  async get(key: string, versionId?: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await this.#open(key, versionId)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async digest(key: string, versionId?: string): Promise<ObjectDigest> {
    const hash = createHash('sha256');
    const beginning: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const chunk of await this.#open(key, versionId)) {
      const bytes: Uint8Array = chunk;
      hash.update(bytes);
      if (sizeBytes < beginningBytes) beginning.push(bytes.subarray(0, beginningBytes - sizeBytes));
      sizeBytes += bytes.length;
    }
    return { sizeBytes, sha256: hash.digest('hex'), beginning: Buffer.concat(beginning) };
  }

  async withLocalCopy<T>(
    key: string,
    versionId: string | undefined,
    work: (path: string) => Promise<T>,
  ): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'elenchus-'));
    try {
      const path = join(folder, 'original');
      await pipeline(await this.#open(key, versionId), createWriteStream(path));
      return await work(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async head(key: string): Promise<ObjectHead | null> {
    try {
      const head = await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key }));
      return { sizeBytes: head.ContentLength ?? 0, versionId: head.VersionId ?? 'null' };
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  async createUploadForm({ key, sizeBytes, contentType, expiresInSeconds }: UploadFormRequest) {
    return createPresignedPost(this.#client, {
      Bucket: this.#bucket,
      Key: key,
      Expires: expiresInSeconds,
      Fields: { 'Content-Type': contentType },
      Conditions: [
        ['content-length-range', sizeBytes, sizeBytes],
        ['eq', '$Content-Type', contentType],
      ],
    });
  }

  async createDownloadUrl(request: DownloadUrlRequest): Promise<string> {
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: request.key,
      VersionId: request.versionId,
      ResponseContentType: request.contentType,
      ResponseContentDisposition: attachmentDisposition(request.fileName),
    });
    return getSignedUrl(this.#client, command, { expiresIn: request.expiresInSeconds });
  }

  async deletePrefix(prefix: string): Promise<void> {
    for (;;) {
      const page = await this.#client.send(
        new ListObjectVersionsCommand({ Bucket: this.#bucket, Prefix: prefix, MaxKeys: 1000 }),
      );
      const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      if (versions.length === 0) return;
      const { Errors } = await this.#client.send(
        new DeleteObjectsCommand({
          Bucket: this.#bucket,
          Delete: { Objects: versions.map(({ Key, VersionId }) => ({ Key, VersionId })), Quiet: true },
        }),
      );
      if (Errors && Errors.length > 0) throw new Error(`${Errors.length} objects could not be deleted`);
    }
  }

  async check(): Promise<void> {
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
  }

  async #open(key: string, versionId: string | undefined): Promise<Readable> {
    try {
      const object = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: key, VersionId: versionId }),
      );
      return object.Body as Readable;
    } catch (error) {
      if (error instanceof NoSuchKey) throw new ObjectMissingError(key);
      throw error;
    }
  }
}
