import { auditFunctions } from './audit/routes.ts';
import { caseFunctions } from './cases/routes.ts';
import { conversationFunctions } from './conversations/routes.ts';
import { documentFunctions } from './documents/routes.ts';
import type { FunctionRow } from './function-row.ts';
import { identityFunctions } from './identity/routes.ts';
import { ingestionFunctions } from './ingestion/routes.ts';
import { mailFunctions } from './mail/routes.ts';
import { operationsFunctions } from './operations/routes.ts';
import { searchFunctions } from './search/routes.ts';

/** Every function of the product, one row each; infrastructure, OpenAPI, local cloud and tests read it. */
export const functionTable: readonly FunctionRow[] = [
  ...identityFunctions,
  ...auditFunctions,
  ...caseFunctions,
  ...documentFunctions,
  ...ingestionFunctions,
  ...searchFunctions,
  ...conversationFunctions,
  ...mailFunctions,
  ...operationsFunctions,
];
