import { ingestionInput } from '@elenchus/contracts/documents/ingestion';
import { assembleDocument } from '@elenchus/core/ingestion/assemble-document';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask(
  'assembleDocument',
  ingestionInput,
  { db: database, objects: documentsBucket },
  assembleDocument,
);
