import { createConversation as contract } from '@elenchus/contracts/conversations/routes';
import { createConversation } from '@elenchus/core/conversations/create-conversation';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, body }) =>
  createConversation({ ctx, input: body }),
);
