import { getLatestAnalysis as contract } from '@elenchus/contracts/documents/routes';
import { getLatestAnalysis } from '@elenchus/core/analysis/get-latest-analysis';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, params }) =>
  getLatestAnalysis({ ctx, input: params }),
);
