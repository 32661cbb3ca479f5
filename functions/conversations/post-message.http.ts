import { postMessage as contract } from '@elenchus/contracts/conversations/routes';
import { postMessage } from '@elenchus/core/conversations/post-message';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { offlineEmbedder } from '@elenchus/lambda/ports/embedder';

export const handler = serveRoute(
  contract,
  { db: database, objects: documentsBucket, embedder: offlineEmbedder },
  async ({ ctx, params, body }) => ({ message: await postMessage({ ctx, input: { ...params, ...body } }) }),
);
