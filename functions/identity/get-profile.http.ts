import { getProfile as contract } from '@elenchus/contracts/identity/member-routes';
import { getProfile } from '@elenchus/core/identity/get-profile';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx }) => getProfile({ ctx }));
