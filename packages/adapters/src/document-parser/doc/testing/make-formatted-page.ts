import type { WordGeneration } from '../file-information-block.ts';

/** Properties of a range of the document stream, in bytes. */
export interface FormattedInput {
  readonly start: number;
  readonly end: number;
  readonly properties: readonly number[];
}

/** A page of 512 bytes with the properties of runs; what lies between two runs has none. */
export function formattedPage(
  runs: readonly FormattedInput[],
  kind: 'character' | 'paragraph',
  generation: WordGeneration,
): Buffer {
  const page = Buffer.alloc(512);
  const all: FormattedInput[] = [];
  for (const run of runs) {
    const end = all.at(-1)?.end ?? run.start;
    if (end < run.start) all.push({ start: end, end: run.start, properties: [] });
    all.push(run);
  }
  const entryBytes = kind === 'character' ? 1 : generation === 'word6' ? 7 : 13;
  let free = 510;
  for (const [index, { start, end, properties }] of all.entries()) {
    page.writeUInt32LE(start, index * 4);
    page.writeUInt32LE(end, index * 4 + 4);
    if (properties.length === 0) continue;
    const stored = withLength(properties, kind, generation);
    free = (free - stored.length) & ~1;
    stored.copy(page, free);
    page.writeUInt8(free / 2, (all.length + 1) * 4 + index * entryBytes);
  }
  page.writeUInt8(all.length, 511);
  return page;
}

function withLength(
  properties: readonly number[],
  kind: 'character' | 'paragraph',
  generation: WordGeneration,
): Buffer {
  if (kind === 'character') return Buffer.of(properties.length, ...properties);
  if (generation === 'word6') {
    const even = properties.length % 2 === 0 ? properties : [...properties, 0];
    return Buffer.of(even.length / 2, ...even);
  }
  return properties.length % 2 === 1
    ? Buffer.of((properties.length + 1) / 2, ...properties)
    : Buffer.of(0, properties.length / 2, ...properties);
}
