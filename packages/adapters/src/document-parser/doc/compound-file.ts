import { corruptFile } from '../file-rejection.ts';

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const HEADER_SECTOR_ADDRESSES = 109;
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const FREE_SECTOR = 0xffff_ffff;

interface Entry {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

/** Whether the bytes begin like a compound file ("OLE" container). */
export function isCompoundFile(bytes: Buffer): boolean {
  return bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

/**
 * The streams at the top of a compound file ([MS-CFB]). Of a truncated file it gives what is present of a
 * stream, in constant memory per sector of the file; a chain that leads into itself is `corrupt`.
 */
export class CompoundFile {
  readonly #bytes: Buffer;
  readonly #sectorBytes: number;
  readonly #miniSectorBytes: number;
  readonly #miniStreamCutoff: number;
  readonly #fat: Uint32Array;
  readonly #entries = new Map<string, Entry>();
  readonly #root: Entry;
  #miniStream: { readonly content: Buffer; readonly fat: Uint32Array } | undefined;

  constructor(bytes: Buffer) {
    if (!isCompoundFile(bytes) || bytes.length < HEADER_BYTES) throw damaged();
    const sectorShift = bytes.readUInt16LE(0x1e);
    const miniSectorShift = bytes.readUInt16LE(0x20);
    if ((sectorShift !== 9 && sectorShift !== 12) || miniSectorShift >= sectorShift) throw damaged();
    this.#bytes = bytes;
    this.#sectorBytes = 2 ** sectorShift;
    this.#miniSectorBytes = 2 ** miniSectorShift;
    this.#miniStreamCutoff = bytes.readUInt32LE(0x38);
    this.#fat = this.#readFat();
    const directory = this.#chain(bytes.readUInt32LE(0x30), bytes.length);
    const root = readEntry(directory, 0);
    if (root === undefined) throw damaged();
    this.#root = root;
    for (const entry of children(directory, root)) this.#entries.set(entry.name.toLowerCase(), entry);
  }

  /** Whether the top of the file holds a stream or storage of this name (in any case). */
  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  get names(): string[] {
    return [...this.#entries.values()].map(({ name }) => name);
  }

  /** How many bytes the stream should have. */
  size(name: string): number {
    return this.#entries.get(name.toLowerCase())?.size ?? 0;
  }

  /** The stream's content, shorter than it should be if the file is truncated. */
  stream(name: string): Buffer | undefined {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return undefined;
    if (entry.size >= this.#miniStreamCutoff) return this.#chain(entry.start, entry.size);
    this.#miniStream ??= this.#readMiniStream();
    const { content, fat } = this.#miniStream;
    return readChain(content, 0, this.#miniSectorBytes, fat, entry.start, entry.size);
  }

  #chain(start: number, size: number): Buffer {
    return readChain(this.#bytes, this.#sectorBytes, this.#sectorBytes, this.#fat, start, size);
  }

  #readMiniStream(): { readonly content: Buffer; readonly fat: Uint32Array } {
    const miniFat = this.#chain(this.#bytes.readUInt32LE(0x3c), this.#bytes.length);
    const fat = new Uint32Array(Math.floor(miniFat.length / 4));
    for (const index of fat.keys()) fat[index] = miniFat.readUInt32LE(index * 4);
    return { content: this.#chain(this.#root.start, this.#root.size), fat };
  }

  #readFat(): Uint32Array {
    const sectors = Math.ceil(this.#bytes.length / this.#sectorBytes);
    const fat = new Uint32Array(sectors).fill(FREE_SECTOR);
    const perSector = this.#sectorBytes / 4;
    let filled = 0;
    for (const address of this.#fatSectors(Math.ceil(sectors / perSector))) {
      const offset = (address + 1) * this.#sectorBytes;
      const end = Math.min(sectors, filled + perSector);
      for (let index = filled; index < end; index += 1) {
        const at = offset + (index - filled) * 4;
        if (at + 4 <= this.#bytes.length) fat[index] = this.#bytes.readUInt32LE(at);
      }
      filled = end;
    }
    return fat;
  }

  /** The addresses of the sectors that hold the allocation table, at most as many as the file can need. */
  *#fatSectors(most: number): Generator<number> {
    let given = 0;
    for (; given < Math.min(most, HEADER_SECTOR_ADDRESSES); given += 1) {
      yield this.#bytes.readUInt32LE(0x4c + given * 4);
    }
    const perSector = this.#sectorBytes / 4 - 1;
    let next = this.#bytes.readUInt32LE(0x44);
    while (given < most) {
      const offset = (next + 1) * this.#sectorBytes;
      if (offset + this.#sectorBytes > this.#bytes.length) return;
      for (let index = 0; index < perSector && given < most; index += 1, given += 1) {
        yield this.#bytes.readUInt32LE(offset + index * 4);
      }
      next = this.#bytes.readUInt32LE(offset + perSector * 4);
    }
  }
}

function damaged(): Error {
  return corruptFile('The Word document is damaged and cannot be opened.');
}

/** Follows a chain of sectors for as far as `size` asks and the container goes. */
function readChain(
  container: Buffer,
  firstOffset: number,
  sectorBytes: number,
  fat: Uint32Array,
  start: number,
  size: number,
): Buffer {
  const seen = new Uint8Array(fat.length);
  const parts: Buffer[] = [];
  let length = 0;
  for (let sector = start; length < size && sector < fat.length; sector = fat[sector] ?? FREE_SECTOR) {
    if (seen[sector] === 1) throw damaged();
    seen[sector] = 1;
    const offset = firstOffset + sector * sectorBytes;
    const part = container.subarray(offset, offset + Math.min(sectorBytes, size - length));
    parts.push(part);
    length += part.length;
    if (part.length < sectorBytes) break;
  }
  return Buffer.concat(parts);
}

/** What stands right below an entry: a binary tree, of which the order does not matter here. */
function* children(directory: Buffer, parent: Entry): Generator<Entry> {
  const seen = new Set<number>();
  const open = [parent.child];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const entry = seen.has(id) ? undefined : readEntry(directory, id);
    if (entry === undefined) continue;
    seen.add(id);
    open.push(entry.left, entry.right);
    yield entry;
  }
}

function readEntry(directory: Buffer, id: number): Entry | undefined {
  const offset = id * ENTRY_BYTES;
  if (offset + ENTRY_BYTES > directory.length) return undefined;
  const nameBytes = Math.min(64, directory.readUInt16LE(offset + 0x40));
  return {
    name: directory.toString('utf16le', offset, offset + Math.max(0, nameBytes - 2)),
    left: directory.readUInt32LE(offset + 0x44),
    right: directory.readUInt32LE(offset + 0x48),
    child: directory.readUInt32LE(offset + 0x4c),
    start: directory.readUInt32LE(offset + 0x74),
    size: directory.readUInt32LE(offset + 0x78),
  };
}
