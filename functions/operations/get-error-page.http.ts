import { getErrorPage as contract } from '@elenchus/contracts/platform/routes';
import { ProblemError } from '@elenchus/core/platform/errors';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { errorPage } from '../openapi/error-page.ts';

export const handler = serveRoute(contract, {}, async ({ params }) => {
  const page = errorPage(params.code);
  if (page === undefined)
    throw new ProblemError('not_found', 'There is no such error; /docs/errors lists them.');
  return page;
});
