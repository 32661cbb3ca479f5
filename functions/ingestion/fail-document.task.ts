import { failInput } from '@elenchus/contracts/documents/ingestion';
import { failDocument } from '@elenchus/core/ingestion/fail-document';
import { database } from '@elenchus/lambda/ports/database';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask('failDocument', failInput, { db: database }, failDocument);
