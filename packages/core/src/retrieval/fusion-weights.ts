/**
 * Weights of the fused rank: `closeness * C + (terms * T/max(T) + expansions * E/max(E) + similarity * S/max(S) +
 * headings * H/max(H) + synonyms * Y/max(Y) + document * D/max(D)) * (1 - quoted * Q)`, the maxima taken over the
 * candidates. C (0 to 1) is how well the document's title fits the names in the question; T, E and Y are
 * `ts_rank(tsv, query, 1)` of the question's words (without those of the title of the document named), of the
 * expansions and of synonyms; H is that of all these in the headings above the passage; S is the cosine similarity; D is the
 * rank of the question's words in file name, title and profile of the document; Q is the share of the passage
 * that repeats an earlier message. Closeness outweighs all others together, so the passages of a document that is named
 * come first. Found on labelled questions about 40 contracts.
 */
export const fusionWeights = {
  closeness: 2,
  terms: 0.2,
  expansions: 0.4,
  similarity: 0.4,
  headings: 0.1,
  synonyms: 0.02,
  document: 0.1,
  quoted: 0.5,
} as const;

/** What a word counts in a document's file name, its title and its profile (summary, parties, obligations, risks). */
export const documentWeights = { fileName: 2, title: 1, profile: 1 } as const;

/**
 * A document counts as named if the sum of `ln((documents + 1) / (documents with the word in the title + 0.5))`
 * over the question's words found in its title reaches this share of `ln(documents + 1)`: the first where
 * capital letters or a file name show which words are names, the second where all words have to be taken.
 */
export const namingThresholds = { names: 0.6, anyWords: 1.8 } as const;

/** From this trigram similarity on a word counts as a misspelt name: in a query of few words, and in a question. */
export const misspelling = { inFewWords: 0.35, inQuestion: 0.5 } as const;
