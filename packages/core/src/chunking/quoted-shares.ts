import type { QuotedRange } from '@elenchus/contracts/documents/extracted-text';
import type { Chunk } from './chunk-text.ts';

/** How much of a chunk (0 to 1) repeats earlier messages; ranges that overlap count once. */
export function quotedShares(
  ranges: readonly QuotedRange[],
): (chunk: Pick<Chunk, 'start' | 'end'>) => number {
  const quoted = merged(ranges);
  return ({ start, end }) => {
    let length = 0;
    for (let index = firstEndingAfter(quoted, start); index < quoted.length; index += 1) {
      const range = quoted[index];
      if (range === undefined || range.start >= end) break;
      length += Math.min(end, range.end) - Math.max(start, range.start);
    }
    return end > start ? length / (end - start) : 0;
  };
}

/** Index of the first of the ranges, which are apart and in order, that ends behind an offset. */
function firstEndingAfter(ranges: readonly QuotedRange[], offset: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function merged(ranges: readonly QuotedRange[]): QuotedRange[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
