import { getDocs as contract } from '@elenchus/contracts/platform/routes';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import styles from 'swagger-ui-dist/swagger-ui.css' with { type: 'text' };
import script from 'swagger-ui-dist/swagger-ui-bundle.js' with { type: 'text' };
import { docsPage } from '../openapi/docs-page.ts';

export const handler = serveRoute(contract, {}, async () => docsPage(styles, script));
