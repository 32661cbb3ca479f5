import { login as contract } from '@elenchus/contracts/identity/routes';
import { login } from '@elenchus/core/identity/login';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { identitySettings } from '@elenchus/lambda/ports/settings';

export const handler = serveRoute(contract, { db: database, identity: identitySettings }, ({ ctx, body }) =>
  login({ ctx, input: body }),
);
