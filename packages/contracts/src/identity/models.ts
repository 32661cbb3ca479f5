import * as z from 'zod';
import { id, timestamp } from '../platform/fields.ts';
import { role } from '../platform/roles.ts';
import { scope } from '../platform/scopes.ts';

export const user = z
  .object({
    id,
    email: z.string(),
    fullName: z.string(),
    role,
    organizationId: id,
    isActive: z.boolean(),
    avatarUrl: z.string().nullable(),
    lastLoginAt: timestamp.nullable(),
    version: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

/** A user as that user sees it. */
export const profile = user.extend({ preferences: z.record(z.string(), z.json()) }).meta({ id: 'Profile' });
export type Profile = z.infer<typeof profile>;

/** The most of each that an organization may have; storage in bytes, of the original files. */
export const quotas = z.object({ users: z.int(), storageBytes: z.int() });

export const organization = z
  .object({
    id,
    name: z.string(),
    tier: z.string(),
    isActive: z.boolean(),
    settings: z.record(z.string(), z.json()),
    quotas,
    version: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof organization>;

/** An organization with what it uses of its quotas. */
export const organizationDetails = organization.extend({ usage: quotas }).meta({ id: 'OrganizationDetails' });
export type OrganizationDetails = z.infer<typeof organizationDetails>;

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

/** A place where a user is signed in; address and program are those of the last sign-in or refresh. */
export const sessionSummary = z
  .object({
    id,
    isCurrent: z.boolean(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    createdAt: timestamp,
    lastUsedAt: timestamp,
    expiresAt: timestamp,
  })
  .meta({ id: 'SessionSummary' });
export type SessionSummary = z.infer<typeof sessionSummary>;

export const invitationStatus = z.enum(['pending', 'accepted', 'revoked', 'expired']);
export const invitation = z
  .object({
    id,
    email: z.string(),
    role,
    status: invitationStatus,
    invitedBy: id,
    expiresAt: timestamp,
    createdAt: timestamp,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

/** An API key without its secret, of which `prefix` shows the beginning. */
export const apiKey = z
  .object({
    id,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(scope),
    agentType: z.string().nullable(),
    expiresAt: timestamp.nullable(),
    lastUsedAt: timestamp.nullable(),
    createdBy: id,
    createdAt: timestamp,
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKey>;

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
