import { reconcileDocuments } from '@elenchus/core/ingestion/reconcile-documents';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { ingestionMachine } from '@elenchus/lambda/ports/ingestion-machine';
import { serveSchedule } from '@elenchus/lambda/triggers/serve-schedule';

export const handler = serveSchedule(
  'reconcileDocuments',
  { db: database, objects: documentsBucket, machine: ingestionMachine },
  reconcileDocuments,
);
