import { getDocumentCustody as contract } from '@elenchus/contracts/audit/routes';
import { getDocumentCustody } from '@elenchus/core/documents/get-document-custody';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params, query }) =>
  getDocumentCustody({ ctx, input: { ...params, ...query } }),
);
