import { getDocumentContent as contract } from '@elenchus/contracts/documents/routes';
import { getDocumentContent } from '@elenchus/core/documents/get-document-content';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';

export const handler = serveRoute(
  contract,
  { db: database, objects: documentsBucket },
  ({ ctx, params, query }) => getDocumentContent({ ctx, input: { ...params, ...query } }),
);
