import type { UserRow } from '@elenchus/db/schema/identity';
import type { TenantContext } from '../platform/context.ts';

export type NewUser = Pick<UserRow, 'email' | 'fullName' | 'role'> &
  Partial<Pick<UserRow, 'passwordHash' | 'avatarUrl' | 'googleSubject'>>;

/** The row of a user who joins the organization of the context, and signs in at once. */
export function newUser(ctx: TenantContext<never>, user: NewUser): UserRow {
  const now = ctx.clock();
  return {
    id: ctx.newId(),
    organizationId: ctx.organizationId,
    passwordHash: null,
    isActive: true,
    avatarUrl: null,
    preferences: {},
    googleSubject: null,
    passwordVersion: 1,
    lastLoginAt: now,
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...user,
  };
}
