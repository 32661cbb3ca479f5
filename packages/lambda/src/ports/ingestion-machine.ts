import { StepFunctionsIngestion } from '@elenchus/adapters/ingestion-machine/step-functions-ingestion';
import type { IngestionMachine } from '@elenchus/core/ingestion/ingestion-machine-port';
import * as z from 'zod';
import { type Environment, readEnvironment } from '../env.ts';

const schema = z.object({ INGESTION_STATE_MACHINE_ARN: z.string().min(1) });

/** The state machine `document-ingestion`. */
export function ingestionMachine(environment: Environment): IngestionMachine {
  return new StepFunctionsIngestion(readEnvironment(environment, schema).INGESTION_STATE_MACHINE_ARN);
}
