import * as contracts from '@elenchus/contracts/platform/routes';
import { type FunctionRow, http } from '../function-row.ts';

export const operationsFunctions: readonly FunctionRow[] = [
  http('operations', contracts.getRoot, { needs: [] }),
  http('operations', contracts.getHealth, { needs: ['db', 'documents:read'] }),
  http('operations', contracts.getLiveness, { needs: [] }),
  http('operations', contracts.getReadiness, { needs: ['db'] }),
  http('operations', contracts.getOpenApi, { needs: [] }),
  http('operations', contracts.getDocs, { needs: [] }),
  http('operations', contracts.listErrorPages, { needs: [] }),
  http('operations', contracts.getErrorPage, { needs: [] }),
  http('operations', contracts.getMetrics, { needs: ['db'] }),
  {
    trigger: 'default',
    domain: 'operations',
    operation: 'refuseUnknownRoute',
    needs: [],
    memoryMb: 256,
    timeoutSeconds: 10,
  },
  {
    trigger: 'deploy',
    domain: 'operations',
    operation: 'migrateDatabase',
    needs: ['db:owner'],
    memoryMb: 512,
    timeoutSeconds: 600,
  },
];
