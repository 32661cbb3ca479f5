const HEADER_BYTES = 512;
const HEADER_DIFAT = 109;
const ENTRY_BYTES = 128;
/** Sector numbers from here on are marks (end of chain, free, table), as 32 bits without sign. */
const FIRST_MARK = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
/** Streams below this size lie in a stream of their own. */
const SMALL_STREAM_BYTES = 4096;
/** Entries of the directory: beyond what a message with many attachments needs. */
const MAX_ENTRIES = 500_000;

/**
 * Whether the directory of a compound file ([MS-CFB]), and those chains of sectors that readers follow to their
 * end, do end: one that runs in a circle keeps a reader busy for ever. Says nothing about the content.
 */
export function isSoundCompoundFile(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return false;
  const sectorBytes = 2 ** shift;
  const word = (sector: number, index: number): number => {
    const at = (sector + 1) * sectorBytes + index * 4;
    return at + 4 <= bytes.length ? view.getUint32(at, true) : NO_ENTRY;
  };
  const fatSectors = difat(view, word, sectorBytes, bytes.length);
  if (fatSectors === undefined) return false;
  const perSector = sectorBytes / 4;
  const next = (sector: number): number => {
    const table = fatSectors[Math.floor(sector / perSector)];
    return table === undefined ? NO_ENTRY : word(table, sector % perSector);
  };
  const sectors = Math.ceil(bytes.length / sectorBytes);
  const directoryStart = view.getUint32(48, true);
  const miniFatStart = view.getUint32(60, true);
  if (hasCircle([directoryStart, miniFatStart], sectors, next)) return false;
  const miniFat = chain(miniFatStart, next, sectors);
  const nextMini = (sector: number): number => {
    const table = miniFat[Math.floor(sector / perSector)];
    return table === undefined ? NO_ENTRY : word(table, sector % perSector);
  };
  const entries = readEntries(view, chain(directoryStart, next, sectors), sectorBytes);
  if (entries === undefined) return false;
  // The first entry, the root, holds the stream that all small ones lie in.
  const small = entries.slice(1).filter(({ size }) => size < SMALL_STREAM_BYTES);
  const smallStarts = small.map(({ start }) => start);
  return (
    !hasCircle([entries[0]?.start ?? NO_ENTRY], sectors, next) &&
    !hasCircle(smallStarts, miniFat.length * perSector, nextMini)
  );
}

type Next = (sector: number) => number;

/** The sectors of the table of sectors; those beyond the header's own stand in a chain, which must end. */
function difat(
  view: DataView,
  word: (sector: number, index: number) => number,
  sectorBytes: number,
  fileBytes: number,
): number[] | undefined {
  const sectors: number[] = [];
  for (let index = 0; index < HEADER_DIFAT; index += 1) {
    const sector = view.getUint32(76 + index * 4, true);
    if (sector < FIRST_MARK) sectors.push(sector);
  }
  const last = sectorBytes / 4 - 1;
  let at = view.getUint32(68, true);
  for (let count = 0; at < FIRST_MARK && view.getUint32(72, true) > 0; count += 1) {
    if (count > fileBytes / sectorBytes) return undefined;
    for (let index = 0; index < last; index += 1) {
      const sector = word(at, index);
      if (sector < FIRST_MARK) sectors.push(sector);
    }
    at = word(at, last);
  }
  return sectors;
}

/** Each sector is walked over once: met again on the same walk, it closes a circle. */
function hasCircle(starts: readonly number[], sectors: number, next: Next): boolean {
  const walks = new Uint32Array(sectors);
  for (const [index, start] of starts.entries()) {
    const walk = index + 1;
    for (let at = start; at < sectors; at = next(at)) {
      if (walks[at] === walk) return true;
      if (walks[at] !== 0) break;
      walks[at] = walk;
    }
  }
  return false;
}

function chain(start: number, next: Next, limit: number): number[] {
  const sectors: number[] = [];
  for (let at = start; at < limit && sectors.length <= limit; at = next(at)) sectors.push(at);
  return sectors;
}

interface DirectoryEntry {
  readonly start: number;
  readonly size: number;
}

/** The entries that the root leads to, itself first; undefined where one hangs on two others. */
function readEntries(
  view: DataView,
  directory: readonly number[],
  sectorBytes: number,
): DirectoryEntry[] | undefined {
  const count = directory.length * (sectorBytes / ENTRY_BYTES);
  if (count > MAX_ENTRIES) return undefined;
  const isMet = new Uint8Array(count);
  const entries: DirectoryEntry[] = [];
  const open = [0];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (index >= count) continue;
    if (isMet[index] === 1) return undefined;
    isMet[index] = 1;
    const sector = directory[Math.floor((index * ENTRY_BYTES) / sectorBytes)] ?? 0;
    const at = (sector + 1) * sectorBytes + ((index * ENTRY_BYTES) % sectorBytes);
    if (at + ENTRY_BYTES > view.byteLength) continue;
    entries.push({ start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true) });
    for (const offset of [68, 72, 76]) {
      const linked = view.getUint32(at + offset, true);
      if (linked !== NO_ENTRY) open.push(linked);
    }
  }
  return entries;
}
