import { OfflineAnalyzer } from '@elenchus/core/analysis/analyse-offline';
import type { Analyzer } from '@elenchus/core/analysis/analysis-input';
import * as z from 'zod';
import { type Environment, readEnvironment } from '../env.ts';

const schema = z.object({ LLM_PROVIDER: z.literal('offline').default('offline') });

/** The analyzer that the function is configured for. */
export function analyzer(environment: Environment): Analyzer {
  readEnvironment(environment, schema);
  return new OfflineAnalyzer();
}
