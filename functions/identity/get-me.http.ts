import { getMe as contract } from '@elenchus/contracts/identity/routes';
import { getMe } from '@elenchus/core/identity/get-me';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx }) => getMe({ ctx }));
