import { getConversation as contract } from '@elenchus/contracts/conversations/routes';
import { getConversation } from '@elenchus/core/conversations/get-conversation';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params }) =>
  getConversation({ ctx, input: params }),
);
