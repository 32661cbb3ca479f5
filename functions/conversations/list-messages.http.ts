import { listMessages as contract } from '@elenchus/contracts/conversations/routes';
import { listMessages } from '@elenchus/core/conversations/list-messages';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params, query }) =>
  listMessages({ ctx, input: { ...params, ...query } }),
);
