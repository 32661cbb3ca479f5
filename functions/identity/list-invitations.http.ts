import { listInvitations as contract } from '@elenchus/contracts/identity/member-routes';
import { listInvitations } from '@elenchus/core/identity/list-invitations';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, query }) =>
  listInvitations({ ctx, input: query }),
);
