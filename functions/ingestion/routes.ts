import type { FunctionRow } from '../function-row.ts';

const step = { trigger: 'task', domain: 'ingestion', memoryMb: 1024, timeoutSeconds: 120 } as const;

/** The steps of `statemachines/document-ingestion.asl.json`, what starts it and what finds the stuck. */
export const ingestionFunctions: readonly FunctionRow[] = [
  {
    trigger: 'sqs',
    domain: 'ingestion',
    operation: 'startIngestion',
    queue: 'ingest',
    batchSize: 10,
    maxConcurrency: 5,
    needs: ['db', 'machine:document-ingestion'],
    memoryMb: 512,
    timeoutSeconds: 60,
  },
  { ...step, operation: 'inspectDocument', needs: ['db', 'documents:read'], timeoutSeconds: 300 },
  {
    ...step,
    operation: 'extractDocument',
    needs: ['db', 'documents:read', 'documents:write', 'parser'],
    // The parser runs in a child process of its own; its memory is not V8's.
    memoryMb: 3008,
    timeoutSeconds: 600,
  },
  {
    ...step,
    operation: 'readPages',
    needs: ['db', 'documents:read', 'documents:write', 'parser', 'ocr'],
    memoryMb: 3008,
    timeoutSeconds: 600,
  },
  {
    ...step,
    operation: 'assembleDocument',
    needs: ['db', 'documents:read', 'documents:write'],
    memoryMb: 3008,
  },
  // A text of 50 MB takes some 700 MB on its way into chunks.
  { ...step, operation: 'chunkDocument', needs: ['db', 'documents:read'], memoryMb: 3008 },
  { ...step, operation: 'embedChunks', needs: ['db', 'embedding'] },
  { ...step, operation: 'analyseDocument', needs: ['db', 'documents:read', 'llm'], memoryMb: 3008 },
  { ...step, operation: 'finishDocument', needs: ['db'] },
  { ...step, operation: 'failDocument', needs: ['db'] },
  {
    trigger: 'schedule',
    domain: 'ingestion',
    operation: 'reconcileDocuments',
    schedule: 'rate(5 minutes)',
    needs: ['db', 'documents:read', 'documents:delete', 'machine:document-ingestion'],
    memoryMb: 512,
    timeoutSeconds: 300,
  },
];
