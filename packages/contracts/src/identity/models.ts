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
