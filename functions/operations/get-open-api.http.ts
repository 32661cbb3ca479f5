import { getOpenApi as contract } from '@elenchus/contracts/platform/routes';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import openapi from '../openapi/openapi.json' with { type: 'json' };

export const handler = serveRoute(contract, {}, async () => openapi);
