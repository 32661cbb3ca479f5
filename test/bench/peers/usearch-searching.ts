import { Index, type Matches, MetricKind, ScalarKind } from 'usearch';
import type { MakeContender } from '../contender.ts';
import { median } from '../rounds.ts';
import { queryVectors, storedVectors, vectorSet } from '../vector-set.ts';

export interface Input {
  /** For each query the numbers of the vectors that are nearest. */
  readonly nearest: readonly (readonly number[])[];
}

const allThreads = 0;

/** HNSW in the memory of the asking process; no tenants, no rows, no transactions. */
export const makeContender: MakeContender<null, Input> = async () => {
  const { dimensions, rows, wanted } = vectorSet;
  const index = new Index({
    dimensions,
    metric: MetricKind.Cos,
    quantization: ScalarKind.F32,
    connectivity: 16,
    expansion_add: 64,
    expansion_search: 64,
    multi: false,
  });
  const vectors = storedVectors();
  const all = new Float32Array(rows * dimensions);
  for (const [at, vector] of vectors.entries()) all.set(vector, at * dimensions);
  index.add(
    BigUint64Array.from({ length: rows }, (_, at) => BigInt(at)),
    all,
    allThreads,
  );
  const queries = queryVectors();
  return {
    async run({ nearest }) {
      let found = 0;
      const times = queries.map((query, at) => {
        const startMs = performance.now();
        const { keys } = index.search(query, wanted, 1) as Matches;
        const tookMs = performance.now() - startMs;
        const wantedKeys = new Set(nearest[at]);
        for (const key of keys) if (wantedKeys.has(Number(key))) found += 1;
        return tookMs;
      });
      return { milliseconds: median(times), recall: found / (queries.length * wanted) };
    },
  };
};
