import type { WordGeneration } from '../file-information-block.ts';
import { uint16, uint32 } from './make-doc.ts';

export interface StyleInput {
  readonly identifier: number;
  readonly base?: number;
  readonly paragraph?: readonly number[];
  readonly characters?: readonly number[];
}

const NO_BASE = 0x0fff;

/** A style sheet of paragraph styles, each named "s". */
export function styleSheet(styles: readonly StyleInput[], generation: WordGeneration = 'word97'): Buffer {
  const isWord6 = generation === 'word6';
  const baseBytes = isWord6 ? 8 : 10;
  const header = Buffer.concat([...[styles.length, baseBytes, 1, 91, 15, 0, 0, 0, 0].map(uint16)]);
  const definitions = styles.map(({ identifier, base = NO_BASE, paragraph = [], characters = [] }, index) => {
    const fixed = Buffer.concat([identifier, 1 | (base << 4), 2, 0, 0].map(uint16)).subarray(0, baseBytes);
    const name = isWord6 ? Buffer.from('\x01s\0', 'latin1') : Buffer.from('\x01s\0', 'utf16le');
    const lists = [[index, 0, ...paragraph], characters].map((list) =>
      Buffer.concat([uint16(list.length), Buffer.from(list)]),
    );
    const parts = [fixed, name, ...lists].map((part) =>
      part.length % 2 === 0 ? part : Buffer.concat([part, Buffer.alloc(1)]),
    );
    const definition = Buffer.concat(parts);
    return Buffer.concat([uint16(definition.length), definition]);
  });
  return Buffer.concat([uint16(header.length), header, ...definitions]);
}

/** A font table. */
export function fontTable(
  fonts: readonly { readonly name: string; readonly charset: number }[],
  generation: WordGeneration = 'word97',
): Buffer {
  const isWord6 = generation === 'word6';
  const entries = fonts.map(({ name, charset }) => {
    const fixed = Buffer.alloc(isWord6 ? 5 : 39);
    fixed.writeUInt8(charset, 3);
    const content = Buffer.concat([fixed, Buffer.from(`${name}\0`, isWord6 ? 'latin1' : 'utf16le')]);
    return Buffer.concat([Buffer.of(content.length), content]);
  });
  const size = entries.reduce((sum, entry) => sum + entry.length, 2);
  const header = isWord6 ? uint16(size) : Buffer.concat([uint16(fonts.length), uint16(0)]);
  return Buffer.concat([header, ...entries]);
}

export interface LevelInput {
  readonly format: number;
  readonly template: string;
  readonly startAt?: number;
  readonly legal?: boolean;
}

/** One list of nine levels, the last given one repeated: its head, and the levels that stand behind it. */
export function listTable(
  list: number,
  levels: readonly LevelInput[],
): { readonly head: Buffer; readonly levels: Buffer } {
  const head = Buffer.concat([uint16(1), uint32(list), Buffer.alloc(24)]);
  const all = Array.from({ length: 9 }, (_, index) => {
    const { format, template, startAt = 1, legal = false } = levels[index] ?? { format: 0, template: '' };
    const fixed = Buffer.alloc(28);
    fixed.writeInt32LE(startAt, 0);
    fixed.writeUInt8(format, 4);
    fixed.writeUInt8(legal ? 4 : 0, 5);
    return Buffer.concat([fixed, uint16(template.length), Buffer.from(template, 'utf16le')]);
  });
  return { head, levels: Buffer.concat(all) };
}

/** The uses of lists; `startAt` lets the outermost level of a use begin anew. */
export function listUseTable(uses: readonly { readonly list: number; readonly startAt?: number }[]): Buffer {
  const heads = uses.map(({ list, startAt }) => {
    const head = Buffer.alloc(16);
    head.writeInt32LE(list, 0);
    head.writeUInt8(startAt === undefined ? 0 : 1, 12);
    return head;
  });
  const overrides = uses.map(({ startAt }) =>
    startAt === undefined
      ? uint32(0xffff_ffff)
      : Buffer.concat([uint32(0xffff_ffff), uint32(startAt), uint32(0x10)]),
  );
  return Buffer.concat([uint32(uses.length), ...heads, ...overrides]);
}

/** A stream of document properties with a title in a code page. */
export function summaryInformation(title: Buffer, codePage = 1252): Buffer {
  const head = Buffer.concat([Buffer.alloc(24), uint32(1), Buffer.alloc(16), uint32(48)]);
  const properties = [1, 24, 2, 32].map(uint32);
  const values = [
    uint32(2),
    uint32(codePage),
    uint32(0x1e),
    uint32(title.length + 1),
    title,
    Buffer.alloc(1),
  ];
  return Buffer.concat([head, uint32(0), uint32(2), ...properties, ...values]);
}
