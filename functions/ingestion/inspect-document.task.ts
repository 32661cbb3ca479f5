import { ingestionInput } from '@elenchus/contracts/documents/ingestion';
import { inspectDocument } from '@elenchus/core/ingestion/inspect-document';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask(
  'inspectDocument',
  ingestionInput,
  { db: database, objects: documentsBucket },
  inspectDocument,
);
