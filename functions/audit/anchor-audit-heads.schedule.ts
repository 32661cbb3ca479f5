import { anchorAuditHeads } from '@elenchus/core/audit/anchor-audit-heads';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { serveSchedule } from '@elenchus/lambda/triggers/serve-schedule';

export const handler = serveSchedule(
  'anchorAuditHeads',
  { db: database, objects: documentsBucket },
  anchorAuditHeads,
);
