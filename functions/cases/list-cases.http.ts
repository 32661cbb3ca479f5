import { listCases as contract } from '@elenchus/contracts/cases/routes';
import { listCases } from '@elenchus/core/cases/list-cases';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, query }) =>
  listCases({ ctx, input: query }),
);
