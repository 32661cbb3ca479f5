import { getCase as contract } from '@elenchus/contracts/cases/routes';
import { getCase } from '@elenchus/core/cases/get-case';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params }) =>
  getCase({ ctx, input: params }),
);
