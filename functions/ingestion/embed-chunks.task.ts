import { batchInput } from '@elenchus/contracts/documents/ingestion';
import { embedChunks } from '@elenchus/core/ingestion/embed-chunks';
import { database } from '@elenchus/lambda/ports/database';
import { offlineEmbedder } from '@elenchus/lambda/ports/embedder';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask(
  'embedChunks',
  batchInput,
  { db: database, embedder: offlineEmbedder },
  embedChunks,
);
