import { deleteDocument as contract } from '@elenchus/contracts/documents/routes';
import { deleteDocument } from '@elenchus/core/documents/delete-document';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';

export const handler = serveRoute(
  contract,
  { db: database, objects: documentsBucket },
  async ({ ctx, params, ifMatch }) => {
    await deleteDocument({ ctx, input: { ...params, ifMatch } });
    return undefined;
  },
);
