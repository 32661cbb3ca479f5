import { requestPasswordReset as contract } from '@elenchus/contracts/identity/routes';
import { requestPasswordReset } from '@elenchus/core/identity/request-password-reset';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { mailQueue } from '@elenchus/lambda/ports/mail-queue';
import { identitySettings } from '@elenchus/lambda/ports/settings';

export const handler = serveRoute(
  contract,
  { db: database, identity: identitySettings, mailQueue },
  async ({ ctx, body }) => {
    await requestPasswordReset({ ctx, input: body });
    return undefined;
  },
);
