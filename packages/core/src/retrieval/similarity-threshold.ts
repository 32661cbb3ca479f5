/**
 * The least cosine similarity at which a passage has to do with a question, by the beginning of the model's id.
 * Each model spreads its vectors in its own way; for the offline one, two texts below 0.12 have no more in common
 * than any two.
 */
const thresholds: readonly (readonly [model: string, threshold: number])[] = [['offline-', 0.12]];
const unknownModel = 0.3;

/** The threshold of an embedding model. */
export function similarityThreshold(modelId: string): number {
  return thresholds.find(([model]) => modelId.startsWith(model))?.[1] ?? unknownModel;
}
