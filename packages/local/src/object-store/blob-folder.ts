import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Digester, type Digests, type ExtraAlgorithm } from './digests.ts';
import { S3Error } from './s3-error.ts';

/** Bytes that are on disk and flushed, but belong to no object yet. */
export interface StagedBlob {
  readonly id: string;
  readonly sizeBytes: number;
  readonly digests: Digests;
}

/** Files with random names; a file is complete before it gets its place in `blobs/`. */
export class BlobFolder {
  readonly #staging: string;
  readonly #blobs: string;

  constructor(folder: string) {
    this.#staging = join(folder, 'staging');
    this.#blobs = join(folder, 'blobs');
    mkdirSync(this.#staging, { recursive: true });
    mkdirSync(this.#blobs, { recursive: true });
  }

  /** Deletes what a killed process left: unfinished uploads and blobs that no version names. */
  removeLeftovers(referenced: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#staging)) rmSync(join(this.#staging, name), { recursive: true });
    for (const id of readdirSync(this.#blobs)) if (!referenced.has(id)) rmSync(join(this.#blobs, id));
  }

  /**
   * Streams a body to a flushed temporary file, which is deleted again if the body fails.
   * @throws S3Error EntityTooLarge above `maxBytes`; whatever the source throws
   */
  async stage(
    source: AsyncIterable<Buffer>,
    maxBytes: number,
    extra?: Iterable<ExtraAlgorithm>,
  ): Promise<StagedBlob> {
    const id = randomBytes(16).toString('hex');
    const path = join(this.#staging, id);
    const digester = new Digester(extra);
    let sizeBytes = 0;
    const file = await open(path, 'wx');
    try {
      for await (const chunk of source) {
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes) {
          throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
        }
        digester.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
      await file.close();
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(path, { force: true });
      throw error;
    }
    return { id, sizeBytes, digests: digester.finish() };
  }

  /** Moves a staged file to its place; the move itself is durable when this resolves. */
  async adopt({ id }: StagedBlob): Promise<void> {
    await rename(join(this.#staging, id), join(this.#blobs, id));
    const folder = await open(this.#blobs, 'r');
    await folder.sync().finally(() => folder.close());
  }

  /** Drops a staged or adopted file; it may be gone already. */
  async discard(id: string): Promise<void> {
    await rm(join(this.#staging, id), { force: true });
    await rm(join(this.#blobs, id), { force: true });
  }

  /** Opens a blob for reading; a later `discard` does not disturb the reader. */
  open(id: string): Promise<FileHandle> {
    return open(join(this.#blobs, id), 'r');
  }
}
