import { searchDocuments as contract } from '@elenchus/contracts/search/routes';
import { searchDocuments } from '@elenchus/core/search/search-documents';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { offlineEmbedder } from '@elenchus/lambda/ports/embedder';

export const handler = serveRoute(contract, { db: database, embedder: offlineEmbedder }, ({ ctx, body }) =>
  searchDocuments({ ctx, input: body }),
);
