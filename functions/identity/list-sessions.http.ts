import { listSessions as contract } from '@elenchus/contracts/identity/routes';
import { listSessions } from '@elenchus/core/identity/list-sessions';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, query }) =>
  listSessions({ ctx, input: query }),
);
