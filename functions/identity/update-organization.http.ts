import { updateOrganization as contract } from '@elenchus/contracts/identity/member-routes';
import { updateOrganization } from '@elenchus/core/identity/update-organization';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, body, ifMatch }) =>
  updateOrganization({ ctx, input: { ...body, ifMatch } }),
);
