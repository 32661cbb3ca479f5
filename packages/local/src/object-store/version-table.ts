import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { formatVersionId, type ObjectVersion, parseVersionId } from './object-version.ts';

const schema = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS versions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL,
    key BLOB NOT NULL,
    blob_id TEXT NOT NULL UNIQUE,
    is_delete_marker INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    etag TEXT NOT NULL,
    crc32 TEXT NOT NULL,
    headers TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS versions_by_key ON versions (bucket, key, sequence);
`;
const newer =
  'SELECT 1 FROM versions n WHERE n.bucket = v.bucket AND n.key = v.key AND n.sequence > v.sequence';
const columns = `v.*, NOT EXISTS (${newer}) AS is_latest`;
// Keys are compared as bytes, which is the order of S3; no UTF-8 text holds the byte FF.
const afterEveryKey = Buffer.from([0xff]);

/** Where a listing starts and ends: keys with the prefix, strictly after `afterKey`. */
export interface ListRange {
  readonly bucket: string;
  readonly prefix: string;
  readonly afterKey: string;
  readonly limit: number;
}

/** The index of all versions: SQLite, so that a version is there whole or not at all. Every change is flushed. */
export class VersionTable {
  readonly #database: DatabaseSync;

  /** @throws if another process has the folder open */
  constructor(folder: string) {
    this.#database = new DatabaseSync(join(folder, 'versions.sqlite'));
    this.#database.exec(schema);
  }

  close(): void {
    this.#database.close();
  }

  insert(version: Omit<ObjectVersion, 'sequence' | 'versionId' | 'isLatest'>): ObjectVersion {
    const { bucket, key, blobId, isDeleteMarker, createdAt, sizeBytes, etag, crc32, headers } = version;
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO versions (bucket, key, blob_id, is_delete_marker, created_at_ms, size_bytes, etag, crc32, headers)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        bucket,
        Buffer.from(key),
        blobId,
        isDeleteMarker ? 1 : 0,
        createdAt.getTime(),
        sizeBytes,
        etag,
        crc32,
        JSON.stringify(headers),
      );
    const sequence = Number(lastInsertRowid);
    return { ...version, sequence, versionId: formatVersionId(sequence, blobId), isLatest: true };
  }

  /** The newest version of a key, which may be a delete marker. */
  findLatest(bucket: string, key: string): ObjectVersion | undefined {
    return this.#select('bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1', bucket, Buffer.from(key))[0];
  }

  findVersion(bucket: string, key: string, versionId: string): ObjectVersion | undefined {
    const id = parseVersionId(versionId);
    if (id === undefined) return undefined;
    return this.#select(
      'bucket = ? AND key = ? AND sequence = ? AND blob_id = ?',
      bucket,
      Buffer.from(key),
      id.sequence,
      id.blobId,
    )[0];
  }

  /** The blobs of all versions. */
  blobIds(): Set<string> {
    return new Set(
      this.#database
        .prepare('SELECT blob_id FROM versions')
        .all()
        .map((row) => String(row['blob_id'])),
    );
  }

  remove(sequence: number): void {
    this.#database.prepare('DELETE FROM versions WHERE sequence = ?').run(sequence);
  }

  /** Objects whose newest version is no delete marker, by key. */
  listLatest({ bucket, prefix, afterKey, limit }: ListRange): ObjectVersion[] {
    return this.#select(
      `bucket = ? AND key >= ? AND key < ? AND key > ? AND NOT is_delete_marker AND NOT EXISTS (${newer}) ORDER BY key LIMIT ?`,
      bucket,
      ...prefixBounds(prefix),
      Buffer.from(afterKey),
      limit,
    );
  }

  /** All versions and delete markers, by key and newest first; `beforeSequence` goes on inside `afterKey` itself. */
  listVersions({ bucket, prefix, afterKey, limit }: ListRange, beforeSequence: number): ObjectVersion[] {
    return this.#select(
      `bucket = ? AND key >= ? AND key < ? AND (key > ? OR (key = ? AND sequence < ?)) ORDER BY key, sequence DESC LIMIT ?`,
      bucket,
      ...prefixBounds(prefix),
      Buffer.from(afterKey),
      Buffer.from(afterKey),
      beforeSequence,
      limit,
    );
  }

  #select(where: string, ...values: (string | number | Buffer)[]): ObjectVersion[] {
    return this.#database
      .prepare(`SELECT ${columns} FROM versions v WHERE ${where}`)
      .all(...values)
      .map(toVersion);
  }
}

function prefixBounds(prefix: string): [Buffer, Buffer] {
  const lower = Buffer.from(prefix);
  if (lower.length === 0) return [lower, afterEveryKey];
  const upper = Buffer.from(lower);
  upper[upper.length - 1] = (lower.at(-1) ?? 0) + 1;
  return [lower, upper];
}

function toVersion(row: Record<string, SQLOutputValue>): ObjectVersion {
  const sequence = Number(row['sequence']);
  const blobId = String(row['blob_id']);
  return {
    sequence,
    versionId: formatVersionId(sequence, blobId),
    bucket: String(row['bucket']),
    key: Buffer.from(row['key'] as Uint8Array).toString(),
    blobId,
    isDeleteMarker: row['is_delete_marker'] === 1,
    isLatest: row['is_latest'] === 1,
    createdAt: new Date(Number(row['created_at_ms'])),
    sizeBytes: Number(row['size_bytes']),
    etag: String(row['etag']),
    crc32: String(row['crc32']),
    headers: JSON.parse(String(row['headers'])) as Record<string, string>,
  };
}
