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
    for (const each of text.toLowerCase().match(word) ?? []) {
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
    const sums = new Float64Array(this.dimensions);
    for (const [{ hash, grams, weight }, count] of words) {
      const share = weight * Math.log1p(count);
      addAt(sums, this.#place(hash), share);
      addAtAll(sums, grams, share * gramShare);
    }
    for (const [pair, weight] of pairs) addAt(sums, this.#place(pair), pairShare * Math.log1p(weight));
    for (const [concept, weight] of concepts)
      addAt(sums, this.#place(hashPair(conceptSeed, concept)), conceptShare * Math.log1p(weight));
    return unitVector(sums);
  }

  /** Where a feature counts: twice the dimension, plus 1 where it counts negatively. */
  #place(feature: number): number {
    return ((feature >>> 1) % this.dimensions) * 2 + (feature & 1);
  }

  #features(each: string): WordFeatures | null {
    const known = this.#words.get(each);
    if (known !== undefined) return known;
    if (this.#words.size >= cachedWords) this.#words.clear();
    const found = wordFeatures(each);
    // The bulk of the work is to add up these, so their places are computed once.
    const features = found && { ...found, grams: found.grams.map((gram) => this.#place(gram)) };
    this.#words.set(each, features);
    return features;
  }
}

function add<Key>(counts: Map<Key, number>, key: Key, weight: number): void {
  counts.set(key, (counts.get(key) ?? 0) + weight);
}

/** Signed feature hashing (Weinberger et al. 2009): with signs, collisions cancel out on average. */
function addAt(sums: Float64Array, place: number, weight: number): void {
  const at = place >>> 1;
  sums[at] = (sums[at] ?? 0) + ((place & 1) === 0 ? weight : -weight);
}

function addAtAll(sums: Float64Array, places: readonly number[], weight: number): void {
  for (let index = 0; index < places.length; index += 1) addAt(sums, places[index] ?? 0, weight);
}

function unitVector(sums: Float64Array): Float32Array {
  let squares = 0;
  for (let at = 0; at < sums.length; at += 1) squares += (sums[at] ?? 0) ** 2;
  const vector = new Float32Array(sums.length);
  if (squares === 0) {
    vector[0] = 1;
    return vector;
  }
  const length = Math.sqrt(squares);
  for (let at = 0; at < sums.length; at += 1) vector[at] = (sums[at] ?? 0) / length;
  return vector;
}
