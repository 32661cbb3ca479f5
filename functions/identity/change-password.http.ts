import { changePassword as contract } from '@elenchus/contracts/identity/routes';
import { changePassword } from '@elenchus/core/identity/change-password';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { mailQueue } from '@elenchus/lambda/ports/mail-queue';

export const handler = serveRoute(contract, { db: database, mailQueue }, async ({ ctx, body }) => {
  await changePassword({ ctx, input: body });
  return undefined;
});
