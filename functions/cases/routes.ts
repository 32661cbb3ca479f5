import * as contracts from '@elenchus/contracts/cases/routes';
import { type FunctionRow, http } from '../function-row.ts';

export const caseFunctions: readonly FunctionRow[] = [
  http('cases', contracts.createCase, { needs: ['db'] }),
  http('cases', contracts.listCases, { needs: ['db'] }),
  http('cases', contracts.getCase, { needs: ['db'] }),
];
