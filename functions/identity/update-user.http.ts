import { updateUser as contract } from '@elenchus/contracts/identity/member-routes';
import { updateUser } from '@elenchus/core/identity/update-user';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params, body, ifMatch }) =>
  updateUser({ ctx, input: { ...params, ...body, ifMatch } }),
);
