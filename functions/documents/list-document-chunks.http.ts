import { listDocumentChunks as contract } from '@elenchus/contracts/documents/routes';
import { listDocumentChunks } from '@elenchus/core/documents/list-document-chunks';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params, query }) =>
  listDocumentChunks({ ctx, input: { ...params, ...query } }),
);
