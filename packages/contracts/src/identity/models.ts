import * as z from 'zod';
import { id, timestamp } from '../platform/fields.ts';
import { role } from '../platform/roles.ts';

export const user = z
  .object({
    id,
    email: z.string(),
    fullName: z.string(),
    role,
    organizationId: id,
    isActive: z.boolean(),
    lastLoginAt: timestamp.nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const organization = z
  .object({ id, name: z.string(), createdAt: timestamp })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof organization>;

/** A signed-in session; `expiresIn` is the life of the access token in seconds. */
export const session = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int(),
    user,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

/** A public key as a JSON Web Key (RFC 7517, RFC 8037). */
export const publicJwk = z.object({
  kid: z.string(),
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
});
export type PublicJwk = z.infer<typeof publicJwk>;

/** A private key; never leaves the database but to sign. */
export type PrivateJwk = PublicJwk & { readonly d: string };
