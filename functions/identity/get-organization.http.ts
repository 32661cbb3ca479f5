import { getOrganization as contract } from '@elenchus/contracts/identity/member-routes';
import { getOrganization } from '@elenchus/core/identity/get-organization';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx }) => getOrganization({ ctx }));
