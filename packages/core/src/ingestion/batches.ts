import type { Batch } from '@elenchus/contracts/documents/ingestion';

/** Cuts the numbers below `count` into runs of at most `size`. */
export function batchesOf(count: number, size: number): Batch[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => ({
    from: index * size,
    to: Math.min((index + 1) * size, count),
  }));
}
