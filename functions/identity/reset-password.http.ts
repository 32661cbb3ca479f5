import { resetPassword as contract } from '@elenchus/contracts/identity/routes';
import { resetPassword } from '@elenchus/core/identity/reset-password';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { mailQueue } from '@elenchus/lambda/ports/mail-queue';

export const handler = serveRoute(contract, { db: database, mailQueue }, async ({ ctx, body }) => {
  await resetPassword({ ctx, input: body });
  return undefined;
});
