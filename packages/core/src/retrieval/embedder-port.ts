/** Turns texts into vectors of a fixed dimension. Vectors of different models are never compared. */
export interface Embedder {
  /** Stable name of model, version and dimension; stored beside each vector. */
  readonly modelId: string;
  readonly dimensions: number;
  /** One unit-length vector per text, in order. */
  embed(texts: readonly string[], purpose: 'passage' | 'query'): Promise<Float32Array[]>;
}
