import { createCase as contract } from '@elenchus/contracts/cases/routes';
import { createCase } from '@elenchus/core/cases/create-case';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, body }) =>
  createCase({ ctx, input: body }),
);
