import { revokeSession as contract } from '@elenchus/contracts/identity/routes';
import { revokeSession } from '@elenchus/core/identity/revoke-session';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, async ({ ctx, params }) => {
  await revokeSession({ ctx, input: params });
  return undefined;
});
