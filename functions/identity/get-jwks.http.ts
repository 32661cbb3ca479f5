import { getJwks as contract } from '@elenchus/contracts/identity/routes';
import { getJwks } from '@elenchus/core/identity/get-jwks';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, getJwks);
