import type { User } from '@elenchus/contracts/identity/models';
import type { UserRow } from '@elenchus/db/schema/identity';

/** A user as answers show it. */
export function presentUser(row: Omit<UserRow, 'passwordHash'>): User {
  return {
    id: row.id,
    email: row.email,
    fullName: row.fullName,
    role: row.role,
    organizationId: row.organizationId,
    isActive: row.isActive,
    lastLoginAt: row.lastLoginAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
