import type { Role } from '@elenchus/contracts/platform/roles';
import { openSession } from '@elenchus/core/identity/issue-session';
import { currentSigningKey } from '@elenchus/core/identity/signing-keys';
import { newUuid } from '@elenchus/core/platform/ids';
import { sessions, type UserRow, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { authorize } from '@elenchus/lambda/http/authorize';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { expect, inject, it, onTestFinished } from 'vitest';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

const identity = { issuer: 'https://api.example', accessTokenMinutes: 30, refreshTokenDays: 7 };

/** A user of a new organization, with what calls a route as that user. */
async function signedIn(role: Role) {
  const tenant = await makeTenant(openTestDatabase());
  const ctx = { ...tenant, ports: { ...tenant.ports, identity } };
  const user: UserRow = {
    id: newUuid(),
    organizationId: ctx.organizationId,
    email: `${newUuid()}@test.example`,
    passwordHash: '-',
    fullName: 'Somebody',
    role,
    isActive: true,
    lastLoginAt: null,
    createdAt: new Date(),
  };
  const key = await currentSigningKey(ctx);
  const { accessToken } = await withTenant(ctx, async (tx) => {
    await tx.insert(users).values(user);
    return openSession(ctx, tx, user, key);
  });
  const call = (least: Role) => authorize(ctx, { kind: 'user', role: least }, `Bearer ${accessToken}`);
  return { call, user, ctx };
}

async function asOwner(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject('ownerUrl'), { max: 1 });
  onTestFinished(() => sql.end());
  await work(sql);
}

it('lets a role do what it and those below it may, and nothing above', async () => {
  const { call, user } = await signedIn('paralegal');
  for (const least of ['viewer', 'paralegal'] as const) {
    expect(await call(least)).toEqual({
      organizationId: user.organizationId,
      actor: { userId: user.id, role: 'paralegal' },
    });
  }
  for (const least of ['attorney', 'admin', 'owner'] as const) {
    await expect(call(least)).rejects.toMatchObject({ code: 'forbidden' });
  }
});

it('refuses at once a user who was deactivated and a session that was ended', async () => {
  const first = await signedIn('owner');
  await asOwner((sql) => sql`update users set is_active = false where id = ${first.user.id}`);
  await expect(first.call('viewer')).rejects.toMatchObject({ code: 'unauthenticated' });

  const second = await signedIn('owner');
  await asOwner((sql) => sql`update sessions set revoked_at = now() where user_id = ${second.user.id}`);
  await expect(second.call('viewer')).rejects.toMatchObject({ code: 'unauthenticated' });
  const { ctx, user } = second;
  const rows = await withTenant(ctx, (tx) => tx.select().from(sessions).where(eq(sessions.userId, user.id)));
  expect(rows).toHaveLength(1);
});

it('takes a changed role from the next request on', async () => {
  const { call, user } = await signedIn('admin');
  await asOwner((sql) => sql`update users set role = 'viewer' where id = ${user.id}`);
  await expect(call('paralegal')).rejects.toMatchObject({ code: 'forbidden' });
});
