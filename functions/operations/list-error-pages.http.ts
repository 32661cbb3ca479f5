import { listErrorPages as contract } from '@elenchus/contracts/platform/routes';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { errorListPage } from '../openapi/error-page.ts';

export const handler = serveRoute(contract, {}, async () => errorListPage());
