import { clusteredVectors } from './clustered-vectors.ts';

/** What is searched, alike for all who search it. */
export const vectorSet = { rows: 100_000, dimensions: 384, tenants: 100, queries: 40, wanted: 10 } as const;

const clusters = 100;

export function storedVectors(): Float32Array[] {
  const { rows, dimensions } = vectorSet;
  return clusteredVectors({ count: rows, dimensions, clusters, seed: 2 });
}

export function queryVectors(): Float32Array[] {
  const { queries, dimensions } = vectorSet;
  return clusteredVectors({ count: queries, dimensions, clusters, seed: 50 });
}
