import { logout as contract } from '@elenchus/contracts/identity/routes';
import { logout } from '@elenchus/core/identity/logout';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, async ({ ctx, body }) => {
  await logout({ ctx, input: body });
  return undefined;
});
