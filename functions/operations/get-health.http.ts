import { getHealth as contract } from '@elenchus/contracts/platform/routes';
import { getHealth } from '@elenchus/core/operations/get-health';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';

export const handler = serveRoute(contract, { db: database, objects: documentsBucket }, getHealth);
