import { reprocessDocuments as contract } from '@elenchus/contracts/documents/routes';
import { reprocessDocuments } from '@elenchus/core/documents/reprocess-documents';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { ingestionMachine } from '@elenchus/lambda/ports/ingestion-machine';

export const handler = serveRoute(contract, { db: database, machine: ingestionMachine }, ({ ctx, body }) =>
  reprocessDocuments({ ctx, input: body }),
);
