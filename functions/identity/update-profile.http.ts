import { updateProfile as contract } from '@elenchus/contracts/identity/member-routes';
import { updateProfile } from '@elenchus/core/identity/update-profile';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, body, ifMatch }) =>
  updateProfile({ ctx, input: { ...body, ifMatch } }),
);
