import { OfflineEmbedder } from '@elenchus/adapters/offline-embedder/offline-embedder';
import type { Embedder } from '@elenchus/core/retrieval/embedder-port';
import * as z from 'zod';
import { type Environment, readEnvironment, wholeNumber } from '../env.ts';

const schema = z.object({
  EMBEDDING_PROVIDER: z.literal('offline').default('offline'),
  EMBEDDING_DIMENSIONS: wholeNumber(64, 4096).default(512),
});

/** The embedder that works without a network; every function of a deployment has to use the same dimensions. */
export function offlineEmbedder(environment: Environment): Embedder {
  return new OfflineEmbedder(readEnvironment(environment, schema).EMBEDDING_DIMENSIONS);
}
