import { getRoot as contract } from '@elenchus/contracts/platform/routes';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import manifest from '../../package.json' with { type: 'json' };

export const handler = serveRoute(contract, {}, async () => ({
  name: 'Elenchus',
  version: manifest.version,
  docs: '/docs',
  openapi: '/openapi.json',
}));
