import { structureBytes, type WordStreams } from './word-streams.ts';

/** How the paragraphs of one level of a list are numbered ([MS-DOC] 2.9.150 LVL). */
export interface ListLevel {
  readonly startAt: number;
  /** Number format code ([MS-OSHARED] 2.2.1.3): 0 arabic, 1 upper roman ... 23 bullet, 255 none. */
  readonly format: number;
  /** Numbers of outer levels are shown in arabic digits. */
  readonly isLegal: boolean;
  readonly noRestart: boolean;
  /** The label; characters below 9 stand for the number of that level. */
  readonly template: string;
}

/** A use of a list in paragraphs, with what it changes of it. */
export interface ListUse {
  /** Uses with the same list count on. */
  readonly list: number;
  readonly levels: readonly (ListLevel | undefined)[];
  /** Levels that start anew with this use. */
  readonly restarts: ReadonlySet<number>;
}

const LIST_BYTES = 28;
const LEVEL_BYTES = 28;
const USE_BYTES = 16;
const OVERRIDE_BYTES = 8;
const LEVELS = 9;
/** As many as a paragraph can refer to. */
const MAX_USES = 0x7fe;
const MAX_TEMPLATE_CHARACTERS = 255;

/** The uses of lists that paragraphs refer to, from 1 ([MS-DOC] 2.9.131 PlfLfo over 2.9.191 PlfLst). */
export function readListUses(streams: WordStreams): ListUse[] {
  const lists = readLists(streams);
  const bytes = structureBytes(streams, 'listUses');
  if (bytes.length < 4) return [];
  const count = Math.min(MAX_USES, bytes.readUInt32LE(0), Math.floor((bytes.length - 4) / USE_BYTES));
  const reader = new LevelReader(bytes, 4 + count * USE_BYTES);
  return Array.from({ length: count }, (_, index) => {
    const at = 4 + index * USE_BYTES;
    const list = bytes.readInt32LE(at);
    const levels: (ListLevel | undefined)[] = [...(lists.get(list) ?? [])];
    const restarts = new Set<number>();
    const overrides = bytes.readUInt8(at + 12);
    reader.skip(4);
    for (let override = 0; override < overrides; override += 1) {
      const change = reader.override();
      if (change === undefined) break;
      const level = change.level ?? levels[change.index];
      if (change.startAt !== undefined && level !== undefined) {
        levels[change.index] = { ...level, startAt: change.startAt };
        restarts.add(change.index);
      } else levels[change.index] = level;
    }
    return { list, levels, restarts };
  });
}

function readLists(streams: WordStreams): Map<number, ListLevel[]> {
  const lists = new Map<number, ListLevel[]>();
  const { offset, length } = streams.fib.structure('lists');
  // The levels stand behind the bytes that the header counts.
  const bytes = streams.table.subarray(offset);
  if (length < 2 || bytes.length < 2) return lists;
  const count = Math.min(
    bytes.readUInt16LE(0),
    Math.floor((Math.min(length, bytes.length) - 2) / LIST_BYTES),
  );
  const reader = new LevelReader(bytes, 2 + count * LIST_BYTES);
  for (let index = 0; index < count; index += 1) {
    const at = 2 + index * LIST_BYTES;
    const isSimple = (bytes.readUInt8(at + 26) & 1) !== 0;
    const levels: ListLevel[] = [];
    for (let level = 0; level < (isSimple ? 1 : LEVELS); level += 1) {
      const read = reader.level();
      if (read === undefined) return lists;
      levels.push(read);
    }
    lists.set(bytes.readInt32LE(at), levels);
  }
  return lists;
}

/** Reads levels one behind the other, as far as the bytes go. */
class LevelReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  override(): { index: number; startAt: number | undefined; level: ListLevel | undefined } | undefined {
    const bytes = this.#bytes;
    const at = this.#at;
    if (at + OVERRIDE_BYTES > bytes.length) return undefined;
    const flags = bytes.readUInt32LE(at + 4);
    this.#at += OVERRIDE_BYTES;
    const hasLevel = (flags & 0x20) !== 0;
    const level = hasLevel ? this.level() : undefined;
    if (hasLevel && level === undefined) return undefined;
    const startAt = level?.startAt ?? bytes.readInt32LE(at);
    return { index: flags & 0x0f, startAt: (flags & 0x10) === 0 ? undefined : startAt, level };
  }

  level(): ListLevel | undefined {
    const bytes = this.#bytes;
    const at = this.#at;
    if (at + LEVEL_BYTES > bytes.length) return undefined;
    const template = at + LEVEL_BYTES + bytes.readUInt8(at + 24) + bytes.readUInt8(at + 25);
    if (template + 2 > bytes.length) return undefined;
    const characters = bytes.readUInt16LE(template);
    const end = template + 2 + characters * 2;
    if (characters > MAX_TEMPLATE_CHARACTERS || end > bytes.length) return undefined;
    this.#at = end;
    const flags = bytes.readUInt8(at + 5);
    return {
      startAt: bytes.readInt32LE(at),
      format: bytes.readUInt8(at + 4),
      isLegal: (flags & 0x04) !== 0,
      noRestart: (flags & 0x08) !== 0,
      template: bytes.toString('utf16le', template + 2, end),
    };
  }
}
