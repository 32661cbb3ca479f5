import { listUsers as contract } from '@elenchus/contracts/identity/member-routes';
import { listUsers } from '@elenchus/core/identity/list-users';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, query }) =>
  listUsers({ ctx, input: query }),
);
