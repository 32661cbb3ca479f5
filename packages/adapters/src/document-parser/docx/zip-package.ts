import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { corruptFile, FileRejection } from '../file-rejection.ts';

const MAX_ENTRIES = 20_000;
/** What all parts that are read may unpack to together, in bytes. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
/** Above this size a part that packs better than `MAX_RATIO` is taken for a bomb. */
const RATIO_CHECKED_BYTES = 16 * 1024 * 1024;
const MAX_RATIO = 250;
const END_OF_CENTRAL_DIRECTORY = Buffer.from('PK\x05\x06', 'latin1');

/** The entries of a zip, read one at a time; names are compared without case, `/` parts folders. */
export class ZipPackage {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #unpackedBytes = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Reads the list of entries. Throws `corrupt`, `encrypted` or `too_complex`. */
  static async open(bytes: Uint8Array): Promise<ZipPackage> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries = new Map<string, Entry>();
    try {
      const zip = await fromBufferPromise(withoutTrailingBytes(buffer), { decodeStrings: false });
      if (zip.entryCount > MAX_ENTRIES) throw tooLarge();
      for await (const entry of zip.eachEntry()) {
        const name = getFileNameLowLevel(
          entry.generalPurposeBitFlag,
          entry.fileNameRaw,
          entry.extraFields,
          false,
        );
        entries.set(partKey(name), entry);
      }
      return new ZipPackage(zip, entries);
    } catch (error) {
      throw rejection(error);
    }
  }

  /** The names of all entries, in the form in which they are compared. */
  get names(): IterableIterator<string> {
    return this.#entries.keys();
  }

  has(name: string): boolean {
    return this.#entries.has(partKey(name));
  }

  /** Unpacks an entry piece by piece; nothing if there is none of that name. */
  async *chunks(name: string): AsyncGenerator<Uint8Array, void, void> {
    const entry = this.#entries.get(partKey(name));
    if (!entry) return;
    if (entry.isEncrypted()) throw encrypted();
    this.#checkSize(entry);
    let checksum = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      throw rejection(error);
    }
    if (checksum !== entry.crc32) throw rejection(undefined);
  }

  /** Unpacks an entry as a whole; empty if there is none of that name. */
  async readWhole(name: string): Promise<Uint8Array> {
    return Buffer.concat(await Array.fromAsync(this.chunks(name)));
  }

  // yauzl holds the stream to the declared size, so that checking the declared one is enough.
  #checkSize(entry: Entry): void {
    this.#unpackedBytes += entry.uncompressedSize;
    if (this.#unpackedBytes > MAX_UNPACKED_BYTES) throw tooLarge();
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (entry.uncompressedSize > RATIO_CHECKED_BYTES && ratio > MAX_RATIO) throw tooLarge();
  }
}

function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** Mail gateways and download tools add bytes behind the end of the archive; readers of zips allow it. */
function withoutTrailingBytes(buffer: Buffer): Buffer {
  const start = buffer.lastIndexOf(END_OF_CENTRAL_DIRECTORY);
  if (start < 0 || start + 22 > buffer.length) return buffer;
  return buffer.subarray(0, start + 22 + buffer.readUInt16LE(start + 20));
}

function encrypted(): FileRejection {
  return new FileRejection(
    'encrypted',
    'The document is protected by a password. Please save a copy without the password and upload that.',
  );
}

function tooLarge(): FileRejection {
  return new FileRejection(
    'too_complex',
    'The document unpacks to more data than can be processed. Please split it into smaller documents.',
  );
}

function rejection(error: unknown): FileRejection {
  if (error instanceof FileRejection) return error;
  if (error instanceof Error && error.message.includes('encrypt')) return encrypted();
  return corruptFile('The document is damaged: it is cut off or its content was changed on the way.');
}
