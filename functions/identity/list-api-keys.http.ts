import { listApiKeys as contract } from '@elenchus/contracts/identity/member-routes';
import { listApiKeys } from '@elenchus/core/identity/list-api-keys';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, query }) =>
  listApiKeys({ ctx, input: query }),
);
