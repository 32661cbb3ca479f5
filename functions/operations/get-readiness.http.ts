import { getReadiness as contract } from '@elenchus/contracts/platform/routes';
import { checkDatabase } from '@elenchus/core/operations/check-database';
import { ProblemError } from '@elenchus/core/platform/errors';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';

export const handler = serveRoute(contract, { db: database }, async ({ ctx }) => {
  const { status } = await checkDatabase(ctx);
  if (status === 'unhealthy') throw new ProblemError('not_ready', 'The database does not answer.');
  return { status };
});
