import { ingestionInput } from '@elenchus/contracts/documents/ingestion';
import { chunkDocument } from '@elenchus/core/ingestion/chunk-document';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask(
  'chunkDocument',
  ingestionInput,
  { db: database, objects: documentsBucket },
  chunkDocument,
);
