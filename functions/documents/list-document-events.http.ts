import { listDocumentEvents as contract } from '@elenchus/contracts/documents/routes';
import { listDocumentEvents } from '@elenchus/core/documents/list-document-events';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params, query }) =>
  listDocumentEvents({ ctx, input: { ...params, ...query } }),
);
