import type { PrivateJwk, Profile, PublicJwk } from '@elenchus/contracts/identity/models';
import type { Role } from '@elenchus/contracts/platform/roles';
import type { Scope } from '@elenchus/contracts/platform/scopes';
import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, time } from './columns.ts';

/** A JSON object as it is stored. */
export type StoredJson = Profile['preferences'];

export const organizations = pgTable('organizations', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  tier: text('tier').notNull().default('standard'),
  isActive: boolean('is_active').notNull().default(true),
  settings: jsonb('settings').$type<StoredJson>().notNull().default({}),
  userQuota: integer('user_quota').notNull().default(50),
  storageQuotaBytes: bigint('storage_quota_bytes', { mode: 'number' }).notNull().default(107_374_182_400),
  version: integer('version').notNull().default(1),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull().defaultNow(),
});
export type OrganizationRow = typeof organizations.$inferSelect;

export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  email: text('email').notNull(),
  /** Null for whoever signs in with Google alone. */
  passwordHash: text('password_hash'),
  fullName: text('full_name').notNull(),
  role: text('role').$type<Role>().notNull(),
  isActive: boolean('is_active').notNull().default(true),
  avatarUrl: text('avatar_url'),
  preferences: jsonb('preferences').$type<StoredJson>().notNull().default({}),
  googleSubject: text('google_subject'),
  /** Raised with each new password. */
  passwordVersion: integer('password_version').notNull().default(1),
  lastLoginAt: time('last_login_at'),
  version: integer('version').notNull().default(1),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull().defaultNow(),
});
export type UserRow = typeof users.$inferSelect;

/** `users` once more, with the mark of an operator: an insert by the one above must not name it, as no role may set it. */
export const superusers = pgTable('users', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  email: text('email').notNull(),
  isActive: boolean('is_active').notNull(),
  isSuperuser: boolean('is_superuser').notNull(),
});

export const sessions = pgTable('sessions', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  userId: uuid('user_id').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  createdAt: time('created_at').notNull(),
  lastUsedAt: time('last_used_at').notNull().defaultNow(),
  expiresAt: time('expires_at').notNull(),
  revokedAt: time('revoked_at'),
});
export type SessionRow = typeof sessions.$inferSelect;

export const refreshTokens = pgTable('refresh_tokens', {
  tokenHash: bytea('token_hash').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  expiresAt: time('expires_at').notNull(),
  spentAt: time('spent_at'),
});

export const signingKeys = pgTable('signing_keys', {
  kid: text('kid').primaryKey(),
  publicJwk: jsonb('public_jwk').$type<PublicJwk>().notNull(),
  privateJwk: jsonb('private_jwk').$type<PrivateJwk>().notNull(),
  createdAt: time('created_at').notNull(),
  activatesAt: time('activates_at').notNull(),
});

export const invitations = pgTable('invitations', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  email: text('email').notNull(),
  role: text('role').$type<Exclude<Role, 'owner'>>().notNull(),
  tokenHash: bytea('token_hash').notNull(),
  invitedBy: uuid('invited_by').notNull(),
  expiresAt: time('expires_at').notNull(),
  acceptedAt: time('accepted_at'),
  revokedAt: time('revoked_at'),
  createdAt: time('created_at').notNull(),
});
export type InvitationRow = typeof invitations.$inferSelect;

export const passwordResets = pgTable('password_resets', {
  tokenHash: bytea('token_hash').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  userId: uuid('user_id').notNull(),
  expiresAt: time('expires_at').notNull(),
  usedAt: time('used_at'),
  createdAt: time('created_at').notNull(),
});

export const apiKeys = pgTable('api_keys', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  name: text('name').notNull(),
  prefix: text('prefix').notNull(),
  keyHash: bytea('key_hash').notNull(),
  scopes: text('scopes').array().$type<Scope[]>().notNull(),
  agentType: text('agent_type'),
  expiresAt: time('expires_at'),
  lastUsedAt: time('last_used_at'),
  revokedAt: time('revoked_at'),
  createdBy: uuid('created_by').notNull(),
  createdAt: time('created_at').notNull(),
});
export type ApiKeyRow = typeof apiKeys.$inferSelect;

export const signInFailures = pgTable('sign_in_failures', {
  addressHash: bytea('address_hash').primaryKey(),
  failures: integer('failures').notNull(),
  windowStartedAt: time('window_started_at').notNull(),
  lockedUntil: time('locked_until'),
});
