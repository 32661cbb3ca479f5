import { finishGoogleSignIn as contract } from '@elenchus/contracts/identity/google-routes';
import { finishGoogleSignIn } from '@elenchus/core/identity/finish-google-sign-in';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { googleSignIn } from '@elenchus/lambda/ports/google';
import { identitySettings } from '@elenchus/lambda/ports/settings';

const ports = { db: database, identity: identitySettings, google: googleSignIn };

export const handler = serveRoute(contract, ports, ({ ctx, query, cookie }) =>
  finishGoogleSignIn({ ctx, input: { ...query, browser: cookie } }),
);
