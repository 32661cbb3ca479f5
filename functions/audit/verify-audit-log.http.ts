import { verifyAuditLog as contract } from '@elenchus/contracts/audit/routes';
import { verifyAuditLog } from '@elenchus/core/audit/verify-audit-log';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';

export const handler = serveRoute(contract, { db: database, objects: documentsBucket }, verifyAuditLog);
