import { updateDocument as contract } from '@elenchus/contracts/documents/routes';
import { updateDocument } from '@elenchus/core/documents/update-document';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params, body, ifMatch }) =>
  updateDocument({ ctx, input: { ...params, ...body, ifMatch } }),
);
