import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Checksums that a request may ask for besides MD5 and CRC-32, which are always computed. */
export type ExtraAlgorithm = 'sha1' | 'sha256';

/** Raw digest values of a body, CRC-32 in network byte order. */
export type Digests = ReadonlyMap<'md5' | 'crc32' | ExtraAlgorithm, Buffer>;

/** Computes all digests of a body in one pass. */
export class Digester {
  readonly #hashes: Map<'md5' | ExtraAlgorithm, Hash>;
  #crc32 = 0;

  constructor(extra: Iterable<ExtraAlgorithm> = []) {
    this.#hashes = new Map([...new Set(['md5' as const, ...extra])].map((name) => [name, createHash(name)]));
  }

  update(data: Uint8Array): void {
    for (const hash of this.#hashes.values()) hash.update(data);
    this.#crc32 = crc32(data, this.#crc32);
  }

  finish(): Digests {
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(this.#crc32);
    return new Map([
      ...[...this.#hashes].map(([name, hash]) => [name, hash.digest()] as const),
      ['crc32', checksum],
    ]);
  }
}
