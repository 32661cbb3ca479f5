import { revokeInvitation as contract } from '@elenchus/contracts/identity/member-routes';
import { revokeInvitation } from '@elenchus/core/identity/revoke-invitation';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, async ({ ctx, params }) => {
  await revokeInvitation({ ctx, input: params });
  return undefined;
});
