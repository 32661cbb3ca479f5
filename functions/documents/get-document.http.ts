import { getDocument as contract } from '@elenchus/contracts/documents/routes';
import { getDocument } from '@elenchus/core/documents/get-document';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params }) =>
  getDocument({ ctx, input: params }),
);
