// Written by `npm run openapi`.
import type * as routes from '@elenchus/contracts/search/routes';
import type { Operation } from '../operation.ts';

/** Find passages by meaning and by words, fused into one ranking, or list the documents of a filter. */
export const searchDocuments: Operation<typeof routes.searchDocuments> = {
  operation: 'searchDocuments',
  method: 'POST',
  path: '/api/v1/search',
};

/** Complete the name of a document, a party or a heading from its first 2 characters on. */
export const suggestNames: Operation<typeof routes.suggestNames> = {
  operation: 'suggestNames',
  method: 'GET',
  path: '/api/v1/search/suggest',
};

/** Read the passages that a model should see for a question. */
export const retrievePassages: Operation<typeof routes.retrievePassages> = {
  operation: 'retrievePassages',
  method: 'POST',
  path: '/api/v1/search/retrieve',
};
