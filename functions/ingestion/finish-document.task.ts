import { ingestionInput } from '@elenchus/contracts/documents/ingestion';
import { finishDocument } from '@elenchus/core/ingestion/finish-document';
import { database } from '@elenchus/lambda/ports/database';
import { serveTask } from '@elenchus/lambda/triggers/serve-task';

export const handler = serveTask('finishDocument', ingestionInput, { db: database }, finishDocument);
