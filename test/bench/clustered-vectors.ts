/** Vectors of length 1 that lie in clusters, as those of real texts do; the same for the same seed. */
export function clusteredVectors(options: {
  readonly count: number;
  readonly dimensions: number;
  readonly clusters: number;
  /** Of the drawing of vectors; the centres are the same for all seeds. */
  readonly seed: number;
}): Float32Array[] {
  const { count, dimensions, clusters, seed } = options;
  const centre = normal(1);
  const centres = Array.from({ length: clusters }, () => unitVector(dimensions, centre));
  const random = uniform(seed);
  const noise = normal(seed + 1);
  // Noise and centre about equally long: neighbours lie in the cluster, but not all at the same distance.
  const spread = 1 / Math.sqrt(dimensions);
  return Array.from({ length: count }, () => {
    const middle = centres[Math.floor(random() * clusters)] ?? new Float32Array(dimensions);
    return scaled(middle.map((value) => value + spread * noise()));
  });
}

function unitVector(dimensions: number, random: () => number): Float32Array {
  return scaled(Float32Array.from({ length: dimensions }, random));
}

function scaled(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}

/** Numbers from 0 to 1; xorshift32 (Marsaglia 2003). */
function uniform(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** About normally distributed: the sum of four uniform numbers, scaled to a deviation of 1. */
function normal(seed: number): () => number {
  const random = uniform(seed);
  return () => (random() + random() + random() + random() - 2) * Math.sqrt(3);
}
