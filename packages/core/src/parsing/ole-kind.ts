import type { ContentKind } from './content-kind.ts';

const ENTRY_BYTES = 128;
const HEADER_SECTOR_BYTES = 512;
const MAX_ENTRIES = 100_000;
const END_OF_CHAIN = 0xfffffff0;
const NO_ENTRY = 0xffffffff;

const kinds: readonly (readonly [names: readonly string[], kind: ContentKind])[] = [
  [['EncryptedPackage', 'EncryptionInfo'], 'encrypted-office'],
  [['__properties_version1.0', '__nameid_version1.0'], 'outlook'],
  [['WordDocument'], 'word97'],
  [['Workbook', 'Book'], 'spreadsheet'],
  [['PowerPoint Document', 'PP40'], 'presentation'],
  [['VisioDocument'], 'drawing'],
];

/**
 * What a compound file is by the names in its root storage ([MS-CFB] 2.6); `ole` where its directory lies beyond
 * the head or names nothing known.
 */
export function oleKind(head: Uint8Array): ContentKind {
  const names = new Set(rootNames(head));
  for (const [wanted, kind] of kinds) if (wanted.some((name) => names.has(name))) return kind;
  return 'ole';
}

function* rootNames(head: Uint8Array): Generator<string> {
  const directory = directorySectors(head);
  const entryAt = (index: number): DataView | undefined => {
    const perSector = (directory.sectorBytes / ENTRY_BYTES) | 0;
    const start = directory.offsets[Math.floor(index / perSector)];
    if (start === undefined) return undefined;
    const at = start + (index % perSector) * ENTRY_BYTES;
    return at + ENTRY_BYTES <= head.length
      ? new DataView(head.buffer, head.byteOffset + at, ENTRY_BYTES)
      : undefined;
  };
  const root = entryAt(0);
  if (root === undefined) return;
  const seen = new Set<number>();
  const waiting = [root.getUint32(76, true)];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index === NO_ENTRY || seen.has(index) || seen.size > MAX_ENTRIES) continue;
    seen.add(index);
    const entry = entryAt(index);
    if (entry === undefined) continue;
    yield entryName(entry);
    waiting.push(entry.getUint32(68, true), entry.getUint32(72, true));
  }
}

function entryName(entry: DataView): string {
  const bytes = Math.min(Math.max(entry.getUint16(64, true) - 2, 0), 62);
  return new TextDecoder('utf-16le').decode(new Uint8Array(entry.buffer, entry.byteOffset, bytes));
}

/** Where the sectors of the directory begin, as far as the head shows. */
function directorySectors(head: Uint8Array): { readonly sectorBytes: number; readonly offsets: number[] } {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const offsets: number[] = [];
  if (head.length < HEADER_SECTOR_BYTES) return { sectorBytes: HEADER_SECTOR_BYTES, offsets };
  const sectorBytes = view.getUint16(30, true) === 12 ? 4096 : 512;
  const offsetOf = (sector: number) => (sector + 1) * sectorBytes;
  const most = Math.ceil(head.length / sectorBytes);
  let sector = view.getUint32(48, true);
  while (sector < END_OF_CHAIN && offsetOf(sector) < head.length && offsets.length < most) {
    offsets.push(offsetOf(sector));
    // The first 109 sectors of the allocation table are named in the header, which is enough for the head.
    const tableIndex = Math.floor((sector * 4) / sectorBytes);
    if (tableIndex >= 109) break;
    const next = offsetOf(view.getUint32(76 + 4 * tableIndex, true)) + ((sector * 4) % sectorBytes);
    if (next + 4 > head.length) break;
    sector = view.getUint32(next, true);
  }
  return { sectorBytes, offsets };
}
