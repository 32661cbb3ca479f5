import { reprocessDocument as contract } from '@elenchus/contracts/documents/routes';
import { reprocessDocument } from '@elenchus/core/documents/reprocess-document';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { ingestionMachine } from '@elenchus/lambda/ports/ingestion-machine';

export const handler = serveRoute(contract, { db: database, machine: ingestionMachine }, ({ ctx, params }) =>
  reprocessDocument({ ctx, input: params }),
);
