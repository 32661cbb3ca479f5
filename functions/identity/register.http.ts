import { register as contract } from '@elenchus/contracts/identity/routes';
import { register } from '@elenchus/core/identity/register';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { identitySettings } from '@elenchus/lambda/ports/settings';

export const handler = serveRoute(contract, { db: database, identity: identitySettings }, ({ ctx, body }) =>
  register({ ctx, input: body }),
);
