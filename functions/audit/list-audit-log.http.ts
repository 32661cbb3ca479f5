import { listAuditLog as contract } from '@elenchus/contracts/audit/routes';
import { listAuditLog } from '@elenchus/core/audit/list-audit-log';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, ({ ctx, query }) =>
  listAuditLog({ ctx, input: query }),
);
