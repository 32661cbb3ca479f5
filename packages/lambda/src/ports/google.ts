import { OpenIdProvider } from '@elenchus/adapters/oidc/open-id-provider';
import { defaultGoogleIssuer, googleIssuer } from '@elenchus/contracts/identity/google-issuer';
import type { GoogleSignIn } from '@elenchus/core/identity/google-identity-port';
import * as z from 'zod';
import { type Environment, readEnvironment } from '../env.ts';
import { readSecret } from './read-secret.ts';

const schema = z
  .object({
    GOOGLE_ISSUER: googleIssuer.default(defaultGoogleIssuer),
    GOOGLE_CLIENT_ID: z.string().min(1).optional(),
    GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
    GOOGLE_SECRET_ARN: z.string().min(1).optional(),
    CORS_ORIGINS: z.string().default(''),
  })
  .refine(
    (values) =>
      values.GOOGLE_CLIENT_ID === undefined ||
      values.GOOGLE_CLIENT_SECRET !== undefined ||
      values.GOOGLE_SECRET_ARN !== undefined,
    {
      path: ['GOOGLE_CLIENT_SECRET'],
      error: 'this or GOOGLE_SECRET_ARN has to be set with GOOGLE_CLIENT_ID',
    },
  );

/** Sign-in with Google, or null where no client is registered with it. */
export function googleSignIn(environment: Environment, readKey = readSecret): GoogleSignIn | null {
  const values = readEnvironment(environment, schema);
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: secret, GOOGLE_SECRET_ARN: arn = '' } = values;
  if (clientId === undefined) return null;
  return {
    provider: new OpenIdProvider({
      issuer: values.GOOGLE_ISSUER,
      clientId,
      readClientSecret: () => (secret === undefined ? readKey(arn) : Promise.resolve(secret)),
    }),
    returnOrigins: originsOf(values.CORS_ORIGINS),
  };
}

/** What names no single origin, such as `*`, is nowhere to send tokens to. */
function originsOf(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => /^https?:\/\//.test(item) && URL.canParse(item))
    .map((item) => new URL(item).origin);
}
