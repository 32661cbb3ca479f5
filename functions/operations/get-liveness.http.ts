import { getLiveness as contract } from '@elenchus/contracts/platform/routes';
import { serveRoute } from '@elenchus/lambda/http/serve-route';

export const handler = serveRoute(contract, {}, async () => ({ status: 'healthy' as const }));
