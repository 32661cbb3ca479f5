import { suggestNames as contract } from '@elenchus/contracts/search/routes';
import { suggestNames } from '@elenchus/core/search/suggest-names';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, query }) =>
  suggestNames({ ctx, input: query }),
);
