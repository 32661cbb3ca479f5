import type { Organization, Profile, User } from '@elenchus/contracts/identity/models';
import { type OrganizationRow, type UserRow, users } from '@elenchus/db/schema/identity';
import { getTableColumns } from 'drizzle-orm';

const { passwordHash: _hash, googleSubject: _subject, ...visible } = getTableColumns(users);
/** A tenant's transactions do not see the hash of a password, nor what Google knows a user by. */
export const visibleUserColumns = visible;
export type VisibleUser = Omit<UserRow, 'passwordHash' | 'googleSubject'>;

/** A user as answers show it. */
export function presentUser(row: VisibleUser): User {
  return {
    id: row.id,
    email: row.email,
    fullName: row.fullName,
    role: row.role,
    organizationId: row.organizationId,
    isActive: row.isActive,
    avatarUrl: row.avatarUrl,
    lastLoginAt: row.lastLoginAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A user as that user sees it. */
export function presentProfile(row: VisibleUser): Profile {
  return { ...presentUser(row), preferences: row.preferences };
}

/** An organization as answers show it. */
export function presentOrganization(row: OrganizationRow): Organization {
  return {
    id: row.id,
    name: row.name,
    tier: row.tier,
    isActive: row.isActive,
    settings: row.settings,
    quotas: { users: row.userQuota, storageBytes: row.storageQuotaBytes },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
