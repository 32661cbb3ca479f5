/**
 * Weights of the fused rank: `closeness * C + terms * T/max(T) + expansions * E/max(E) + similarity * S/max(S)`,
 * the maxima taken over the candidates. C (0 to 1) is how well the document's title fits the names in the
 * question, T and E are `ts_rank(tsv, query, 1)` of the question's words (without those of the title of the
 * document named) and of the expansions, S is the cosine similarity. Closeness outweighs all others together,
 * so the passages of a document that is named come first. Found on labelled questions about 40 contracts.
 */
export const fusionWeights = { closeness: 2, terms: 0.2, expansions: 0.4, similarity: 0.4 } as const;

/**
 * A document counts as named if the sum of `ln((documents + 1) / (documents with the word in the title + 0.5))`
 * over the question's words found in its title reaches this share of `ln(documents + 1)`: the first where
 * capital letters or a file name show which words are names, the second where all words have to be taken.
 */
export const namingThresholds = { names: 0.6, anyWords: 1.8 } as const;
