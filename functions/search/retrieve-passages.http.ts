import { retrievePassages as contract } from '@elenchus/contracts/search/routes';
import { retrievePassages } from '@elenchus/core/search/retrieve-passages';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { offlineEmbedder } from '@elenchus/lambda/ports/embedder';

export const handler = serveRoute(contract, { db: database, embedder: offlineEmbedder }, ({ ctx, body }) =>
  retrievePassages({ ctx, input: body }),
);
