// Written by `npm run openapi`.
import type * as routes from '@elenchus/contracts/cases/routes';
import type { Operation } from '../operation.ts';

/** Open a case. */
export const createCase: Operation<typeof routes.createCase> = {
  operation: 'createCase',
  method: 'POST',
  path: '/api/v1/cases',
};

/** List cases, newest first. */
export const listCases: Operation<typeof routes.listCases> = {
  operation: 'listCases',
  method: 'GET',
  path: '/api/v1/cases',
};

/** Read a case. */
export const getCase: Operation<typeof routes.getCase> = {
  operation: 'getCase',
  method: 'GET',
  path: '/api/v1/cases/{caseId}',
};
