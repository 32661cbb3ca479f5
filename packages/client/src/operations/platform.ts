// Written by `npm run openapi`.
import type * as routes from '@elenchus/contracts/platform/routes';
import type { Operation } from '../operation.ts';

/** What this server is, and where its documentation stands. */
export const getRoot: Operation<typeof routes.getRoot> = { operation: 'getRoot', method: 'GET', path: '/' };

/** The state of each part: database, vectors, storage. */
export const getHealth: Operation<typeof routes.getHealth> = {
  operation: 'getHealth',
  method: 'GET',
  path: '/health',
};

/** Answers as long as the process runs. */
export const getLiveness: Operation<typeof routes.getLiveness> = {
  operation: 'getLiveness',
  method: 'GET',
  path: '/health/live',
};

/** Answers 200 once requests can be served. */
export const getReadiness: Operation<typeof routes.getReadiness> = {
  operation: 'getReadiness',
  method: 'GET',
  path: '/health/ready',
};

/** This API as an OpenAPI 3.1 document. */
export const getOpenApi: Operation<typeof routes.getOpenApi> = {
  operation: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
};
