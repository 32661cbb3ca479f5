import type { WordGeneration } from './file-information-block.ts';
import { incompleteDocument, structureBytes, type WordStreams } from './word-streams.ts';

/** A run of the document stream (in bytes, half-open) with the raw properties that are stored for it. */
export interface FormattedRun {
  readonly start: number;
  readonly end: number;
  readonly properties: Buffer;
}

type PageKind = 'character' | 'paragraph';

const PAGE_BYTES = 512;

/**
 * The formatted runs of a document ([MS-DOC] 2.9.32 ChpxFkp, 2.9.174 PapxFkp), page by page. Each page is read
 * once; a page that lies outside of the stream is left out, or makes a truncated document `corrupt`.
 */
export function* formattedRuns(streams: WordStreams, kind: PageKind): Generator<FormattedRun> {
  const { fib, document, isTruncated } = streams;
  const seen = new Set<number>();
  for (const number of pageNumbers(streams, kind)) {
    const start = number * PAGE_BYTES;
    const isMissing = start + PAGE_BYTES > document.length;
    if (isMissing && isTruncated) throw incompleteDocument();
    if (isMissing || seen.has(number)) continue;
    seen.add(number);
    yield* runsOfPage(document.subarray(start, start + PAGE_BYTES), kind, fib.generation);
  }
}

/** Word 6 may list the first page alone, and count those that follow it. */
function* pageNumbers(streams: WordStreams, kind: PageKind): Generator<number> {
  const { generation, pageCounts } = streams.fib;
  const table = structureBytes(streams, `${kind}Pages`);
  const numberBytes = generation === 'word6' ? 2 : 4;
  const count = Math.floor((table.length - 4) / (4 + numberBytes));
  let last = -1;
  for (let index = 0; index < count; index += 1) {
    const at = (count + 1) * 4 + index * numberBytes;
    last = generation === 'word6' ? table.readUInt16LE(at) : table.readUInt32LE(at) & 0x3f_ffff;
    yield last;
  }
  for (let index = count; last >= 0 && index < pageCounts[kind]; index += 1) {
    last += 1;
    yield last;
  }
}

function* runsOfPage(page: Buffer, kind: PageKind, generation: WordGeneration): Generator<FormattedRun> {
  const count = page.readUInt8(PAGE_BYTES - 1);
  const entryBytes = kind === 'character' ? 1 : generation === 'word6' ? 7 : 13;
  const entries = (count + 1) * 4;
  if (entries + count * entryBytes >= PAGE_BYTES) return;
  for (let index = 0; index < count; index += 1) {
    const offset = page.readUInt8(entries + index * entryBytes) * 2;
    yield {
      start: page.readUInt32LE(index * 4),
      end: page.readUInt32LE(index * 4 + 4),
      properties: offset === 0 ? page.subarray(0, 0) : storedProperties(page, offset, kind, generation),
    };
  }
}

/** Behind a byte that counts bytes (characters) or words (paragraphs; Word 97: less one byte, or again behind a zero). */
function storedProperties(page: Buffer, offset: number, kind: PageKind, generation: WordGeneration): Buffer {
  const count = page.readUInt8(offset);
  const from = offset + 1;
  if (kind === 'character') return page.subarray(from, Math.min(from + count, PAGE_BYTES - 1));
  if (generation === 'word6') return page.subarray(from, Math.min(from + count * 2, PAGE_BYTES - 1));
  if (count > 0) return page.subarray(from, Math.min(from + count * 2 - 1, PAGE_BYTES - 1));
  const words = page[from] ?? 0;
  return page.subarray(from + 1, Math.min(from + 1 + words * 2, PAGE_BYTES - 1));
}
