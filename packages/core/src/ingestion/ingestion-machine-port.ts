import type { IngestionInput } from '@elenchus/contracts/documents/ingestion';

/** The state machine `document-ingestion`. */
export interface IngestionMachine {
  /** Starts the execution of this attempt; one that was started before, also one that has ended, is success. */
  start(input: IngestionInput): Promise<void>;
  state(input: IngestionInput): Promise<'running' | 'ended' | 'unknown'>;
}

/** The execution's name: one per attempt, so that repeats of one event start nothing. */
export function executionName({ documentId, attempt }: IngestionInput): string {
  return `${documentId}-${attempt}`;
}
