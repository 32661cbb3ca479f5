import * as contracts from '@elenchus/contracts/audit/routes';
import { type FunctionRow, http } from '../function-row.ts';

export const auditFunctions: readonly FunctionRow[] = [
  http('audit', contracts.listAuditLog, { needs: ['db'] }),
  // CPU comes in proportion to memory: some 100,000 hashes take a second.
  http('audit', contracts.verifyAuditLog, { needs: ['db', 'documents:read'], memoryMb: 1769 }),
  {
    trigger: 'schedule',
    domain: 'audit',
    operation: 'anchorAuditHeads',
    schedule: 'rate(1 hour)',
    needs: ['db', 'documents:read', 'documents:anchor'],
    memoryMb: 512,
    timeoutSeconds: 600,
  },
];
