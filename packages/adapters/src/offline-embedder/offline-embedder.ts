import type { Embedder } from '@elenchus/core/retrieval/embedder-port';
import { hashPair } from './hash.ts';
import { type WordFeatures, wordFeatures } from './word-features.ts';

/** Shares of the kinds of features in a vector; the best found on labelled questions about contracts. */
const gramShare = 0.1;
const pairShare = 0.15;
const conceptShare = 1.5;
/** A pair of words is a surer sign of a legal concept than a word alone. */
const conceptByPair = 1.5;

const conceptSeed = 0x5f3759df;
const cachedWords = 50_000;
const word = /[\p{L}\p{N}]+/gu;

/**
 * An embedder without network or model: hashed word stems, pairs of stems, character n-grams (for inflections
 * and OCR noise) and legal concepts, weighted by how telling they are, counted sublinearly, and folded with
 * signs into the dimensions. Deterministic on every platform. It finds wording and its legal synonyms, not
 * meaning. A text without a telling word gets the unit vector of the first dimension.
 */
export class OfflineEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimensions: number;
  readonly #words = new Map<string, WordFeatures | null>();

  /** `dimensions` from 64 to 4096; a RangeError otherwise. */
  constructor(dimensions = 512) {
    if (!Number.isInteger(dimensions) || dimensions < 64 || dimensions > 4096) {
      throw new RangeError('dimensions must be a whole number from 64 to 4096');
    }
    this.dimensions = dimensions;
    this.modelId = `offline-ngram-v1-${dimensions}`;
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    return texts.map((text) => this.#vector(text));
  }

  #vector(text: string): Float32Array {
    const words = new Map<WordFeatures, number>();
    const pairs = new Map<number, number>();
    const concepts = new Map<number, number>();
    let previous: WordFeatures | null = null;
    for (const [each] of text.toLowerCase().matchAll(word)) {
      const features = this.#features(each);
      if (features === null) continue;
      add(words, features, 1);
      for (const concept of features.concepts) add(concepts, concept, 1);
      if (previous !== null) {
        add(pairs, hashPair(previous.hash, features.hash), Math.min(previous.weight, features.weight));
        const shown = previous.conceptsWithNext?.get(features.stem) ?? [];
        for (const concept of shown) add(concepts, concept, conceptByPair);
      }
      previous = features;
    }
    return unitVector(this.dimensions, (put) => {
      for (const [{ hash, grams, weight }, count] of words) {
        const share = weight * Math.log1p(count);
        put(hash, share);
        for (const gram of grams) put(gram, share * gramShare);
      }
      for (const [pair, weight] of pairs) put(pair, pairShare * Math.log1p(weight));
      for (const [concept, weight] of concepts)
        put(hashPair(conceptSeed, concept), conceptShare * Math.log1p(weight));
    });
  }

  #features(each: string): WordFeatures | null {
    const known = this.#words.get(each);
    if (known !== undefined) return known;
    if (this.#words.size >= cachedWords) this.#words.clear();
    const features = wordFeatures(each);
    this.#words.set(each, features);
    return features;
  }
}

function add<Key>(counts: Map<Key, number>, key: Key, weight: number): void {
  counts.set(key, (counts.get(key) ?? 0) + weight);
}

/** Signed feature hashing (Weinberger et al. 2009): with signs, collisions cancel out on average. */
function unitVector(
  dimensions: number,
  fill: (put: (feature: number, weight: number) => void) => void,
): Float32Array {
  const sums = new Float64Array(dimensions);
  fill((feature, weight) => {
    const at = (feature >>> 1) % dimensions;
    sums[at] = (sums[at] ?? 0) + ((feature & 1) === 0 ? weight : -weight);
  });
  let squares = 0;
  for (const sum of sums) squares += sum * sum;
  const vector = new Float32Array(dimensions);
  if (squares === 0) {
    vector[0] = 1;
    return vector;
  }
  const length = Math.sqrt(squares);
  for (let at = 0; at < dimensions; at += 1) vector[at] = (sums[at] ?? 0) / length;
  return vector;
}
