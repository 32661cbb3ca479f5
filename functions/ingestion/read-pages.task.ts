import { batchInput } from '@elenchus/contracts/documents/ingestion';
import { readPages } from '@elenchus/core/ingestion/read-pages';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { ocrEngine } from '@elenchus/lambda/ports/ocr';
import { parserPool } from '@elenchus/lambda/ports/parser';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask(
  'readPages',
  batchInput,
  { db: database, objects: documentsBucket, parser: parserPool, ocr: ocrEngine },
  readPages,
);
