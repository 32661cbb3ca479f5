import type { Role } from '@elenchus/contracts/platform/roles';
import { hashPassword } from '@elenchus/core/identity/hash-password';
import { openSession } from '@elenchus/core/identity/issue-session';
import { currentSigningKey } from '@elenchus/core/identity/signing-keys';
import type { UserContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import type { IdentitySettings } from '@elenchus/core/platform/settings';
import type { Database } from '@elenchus/db/database';
import { type UserRow, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { inject, onTestFinished } from 'vitest';
import { makeTenant, openTestDatabase } from './tenants.ts';

export const identitySettings: IdentitySettings = {
  publicUrl: 'https://api.example',
  issuer: 'https://api.example',
  accessTokenMinutes: 30,
  refreshTokenDays: 7,
  rateLimits: null,
};

/** The context of an owner of a new organization, with the settings of tokens. */
export async function makeIdentityTenant(
  settings: Partial<IdentitySettings> = {},
  db: Database = openTestDatabase(),
): Promise<UserContext<'db' | 'identity'>> {
  const tenant = await makeTenant(db);
  return { ...tenant, ports: { ...tenant.ports, identity: { ...identitySettings, ...settings } } };
}

/** Another user of the organization, signed in; another owner takes the place of the one before. */
export async function makeUser(
  ctx: UserContext<'db' | 'identity'>,
  role: Role,
  password?: string,
): Promise<{
  user: UserRow;
  accessToken: string;
  refreshToken: string;
  ctx: UserContext<'db' | 'identity'>;
}> {
  const now = new Date();
  const user: UserRow = {
    id: newUuid(),
    organizationId: ctx.organizationId,
    email: `${newUuid()}@test.example`,
    passwordHash: password === undefined ? null : await hashPassword(password),
    fullName: 'Somebody',
    role,
    isActive: true,
    avatarUrl: null,
    preferences: {},
    googleSubject: null,
    passwordVersion: 1,
    lastLoginAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const key = await currentSigningKey(ctx);
  const session = await withTenant(ctx, async (tx) => {
    // There is only one owner.
    if (role === 'owner') await tx.update(users).set({ role: 'admin' }).where(eq(users.role, 'owner'));
    await tx.insert(users).values(user);
    return openSession(ctx, tx, user, key);
  });
  const { accessToken, refreshToken } = session;
  const sessionId = String(
    JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).sid,
  );
  return {
    user,
    accessToken,
    refreshToken,
    ctx: { ...ctx, actor: { kind: 'user', id: user.id, role, sessionId } },
  };
}

/** A connection of the tables' owner, for looking at everything and breaking it. */
export function asOwner(): postgres.Sql {
  const sql = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end());
  return sql;
}
