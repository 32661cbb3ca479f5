import * as contracts from '@elenchus/contracts/search/routes';
import { type FunctionRow, http } from '../function-row.ts';

export const searchFunctions: readonly FunctionRow[] = [
  http('search', contracts.searchDocuments, { needs: ['db', 'embedding'], memoryMb: 1024 }),
];
