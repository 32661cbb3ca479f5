import { getMetrics as contract } from '@elenchus/contracts/platform/routes';
import { getMetrics } from '@elenchus/core/operations/get-metrics';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, getMetrics);
