import { createApiKey as contract } from '@elenchus/contracts/identity/member-routes';
import { createApiKey } from '@elenchus/core/identity/create-api-key';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, body }) =>
  createApiKey({ ctx, input: body }),
);
