import { revokeApiKey as contract } from '@elenchus/contracts/identity/member-routes';
import { revokeApiKey } from '@elenchus/core/identity/revoke-api-key';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, async ({ ctx, params }) => {
  await revokeApiKey({ ctx, input: params });
  return undefined;
});
