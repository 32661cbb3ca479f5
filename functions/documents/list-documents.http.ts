import { listDocuments as contract } from '@elenchus/contracts/documents/routes';
import { listDocuments } from '@elenchus/core/documents/list-documents';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, query }) =>
  listDocuments({ ctx, input: query }),
);
