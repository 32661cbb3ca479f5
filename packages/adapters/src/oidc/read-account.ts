import { email, line } from '@elenchus/contracts/platform/fields';
import type { GoogleAccount } from '@elenchus/core/identity/google-identity-port';
import * as z from 'zod';

const claims = z.object({
  sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
  email,
  // Nothing but `true` says so.
  email_verified: z.unknown().optional(),
  name: line(200).optional().catch(undefined),
  picture: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional()
    .catch(undefined),
});

/** What the claims of an ID token say of somebody; undefined when there is no name or no address to go by. */
export function readAccount(issuer: string, given: unknown): GoogleAccount | undefined {
  const { data } = claims.safeParse(given);
  if (data === undefined) return undefined;
  return {
    subject: `${issuer} ${data.sub}`,
    email: data.email,
    emailVerified: data.email_verified === true,
    name: data.name,
    pictureUrl: data.picture,
  };
}
