import { refreshSession as contract } from '@elenchus/contracts/identity/routes';
import { refreshSession } from '@elenchus/core/identity/refresh-session';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { identitySettings } from '@elenchus/lambda/ports/settings';

export const handler = serveRoute(contract, { db: database, identity: identitySettings }, ({ ctx, body }) =>
  refreshSession({ ctx, input: body }),
);
