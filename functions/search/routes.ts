import * as contracts from '@elenchus/contracts/search/routes';
import { type FunctionRow, http } from '../function-row.ts';

export const searchFunctions: readonly FunctionRow[] = [
  http('search', contracts.searchDocuments, { needs: ['db', 'embedding'], memoryMb: 1024 }),
  http('search', contracts.suggestNames, { needs: ['db'] }),
  http('search', contracts.retrievePassages, { needs: ['db', 'embedding'], memoryMb: 1024 }),
  {
    trigger: 'schedule',
    domain: 'search',
    operation: 'maintainVectorIndexes',
    schedule: 'rate(1 hour)',
    needs: ['db:owner'],
    memoryMb: 512,
    timeoutSeconds: 900,
  },
];
