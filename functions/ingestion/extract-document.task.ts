import { ingestionInput } from '@elenchus/contracts/documents/ingestion';
import { extractDocument } from '@elenchus/core/ingestion/extract-document';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { parserPool } from '@elenchus/lambda/ports/parser';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask(
  'extractDocument',
  ingestionInput,
  { db: database, objects: documentsBucket, parser: parserPool },
  extractDocument,
);
