import { createInvitation as contract } from '@elenchus/contracts/identity/member-routes';
import { createInvitation } from '@elenchus/core/identity/create-invitation';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { mailQueue } from '@elenchus/lambda/ports/mail-queue';
import { identitySettings } from '@elenchus/lambda/ports/settings';

export const handler = serveRoute(
  contract,
  { db: database, identity: identitySettings, mailQueue },
  ({ ctx, body }) => createInvitation({ ctx, input: body }),
);
