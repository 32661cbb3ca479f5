import { ingestionInput } from '@elenchus/contracts/documents/ingestion';
import { analyseDocument } from '@elenchus/core/ingestion/analyse-document';
import { analyzer } from '@elenchus/lambda/ports/analyzer';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask(
  'analyseDocument',
  ingestionInput,
  { db: database, objects: documentsBucket, analyzer },
  analyseDocument,
);
