import type { Role } from '@elenchus/contracts/platform/roles';
import { authenticateToken } from '@elenchus/core/identity/authenticate';
import { createApiKey } from '@elenchus/core/identity/create-api-key';
import { createInvitation } from '@elenchus/core/identity/create-invitation';
import { getOrganization } from '@elenchus/core/identity/get-organization';
import { getProfile } from '@elenchus/core/identity/get-profile';
import { listUsers } from '@elenchus/core/identity/list-users';
import { refreshSession } from '@elenchus/core/identity/refresh-session';
import { updateOrganization } from '@elenchus/core/identity/update-organization';
import { updateProfile } from '@elenchus/core/identity/update-profile';
import { updateUser } from '@elenchus/core/identity/update-user';
import type { UserContext } from '@elenchus/core/platform/context';
import { type UserRow, users } from '@elenchus/db/schema/identity';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditOf } from '../support/audit.ts';
import { asOwner, makeIdentityTenant, makeUser } from '../support/identity.ts';

type Context = UserContext<'db' | 'identity'>;
type Change = Partial<Parameters<typeof updateUser>[0]['input']>;

const change = (ctx: Context, userId: string, changes: Change) =>
  updateUser({ ctx, input: { userId, ifMatch: undefined, ...changes } });
const organize = (ctx: Context, changes: Partial<Parameters<typeof updateOrganization>[0]['input']>) =>
  updateOrganization({ ctx, input: { ifMatch: undefined, ...changes } });

async function rolesOf(ctx: Context): Promise<Record<string, Role>> {
  const { data } = await listUsers({ ctx, input: { limit: 100 } });
  return Object.fromEntries(data.map(({ id, role }) => [id, role]));
}

async function setActive(ctx: Context, { id }: UserRow, isActive: boolean): Promise<void> {
  await withTenant(ctx, (tx) => tx.update(users).set({ isActive }).where(eq(users.id, id)));
}

/** How many of many at once succeeded, and with which codes the others were refused. */
async function outcomes(calls: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(calls);
  const names = settled.map((each) => (each.status === 'fulfilled' ? 'done' : String(each.reason.code)));
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, names.filter((n) => n === name).length]),
  );
}

describe('an organization has one owner', () => {
  it('who makes another one the owner and is an admin from then on', async () => {
    const owner = await makeIdentityTenant();
    const heir = await makeUser(owner, 'paralegal');
    const changed = await change(owner, heir.user.id, { role: 'owner' });
    expect(changed).toMatchObject({ role: 'owner', version: 2 });
    expect(await rolesOf(owner)).toEqual({ [owner.actor.id]: 'admin', [heir.user.id]: 'owner' });
    expect(await getProfile({ ctx: owner })).toMatchObject({ role: 'admin', version: 2 });
    const actor = { type: 'user', id: owner.actor.id };
    expect(await auditOf(owner, 'user.updated')).toEqual(
      [
        [heir.user.id, 'owner'],
        [owner.actor.id, 'admin'],
      ].map(([id, role]) => ({
        action: 'user.updated',
        actor,
        resource: { type: 'user', id },
        details: { changed: ['role'], role },
      })),
    );
  });

  it('also when the owner makes several ones the owner at once', async () => {
    const owner = await makeIdentityTenant();
    const heirs = await Promise.all(
      ['admin', 'viewer', 'attorney'].map((role) => makeUser(owner, role as Role)),
    );
    const calls = heirs.map(({ user }) => change(owner, user.id, { role: 'owner' }));
    const result = await outcomes(calls);
    expect(result['done']).toBe(1);
    // A former owner is an admin, who makes nobody the owner and does not change the new one.
    expect(result).toEqual({ done: 1, forbidden: 2 });
    expect(Object.values(await rolesOf(owner)).filter((role) => role === 'owner')).toHaveLength(1);
  });

  it('who is active, also when an admin deactivates the next one meanwhile', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owner = await makeIdentityTenant();
      const heir = await makeUser(owner, 'attorney');
      const admin = await makeUser(owner, 'admin');
      await Promise.allSettled([
        change(owner, heir.user.id, { role: 'owner' }),
        change(admin.ctx, heir.user.id, { isActive: false }),
      ]);
      const { data } = await listUsers({ ctx: owner, input: { limit: 100, role: 'owner' } });
      expect(data.map(({ isActive }) => isActive)).toEqual([true]);
    }
  });

  it('whom no admin changes, deactivates or makes', async () => {
    const owner = await makeIdentityTenant();
    const admin = await makeUser(owner, 'admin');
    const other = await makeUser(owner, 'viewer');
    const refused = { code: 'forbidden' };
    await expect(change(admin.ctx, owner.actor.id, { role: 'viewer' })).rejects.toMatchObject(refused);
    await expect(change(admin.ctx, owner.actor.id, { isActive: false })).rejects.toMatchObject(refused);
    await expect(change(admin.ctx, other.user.id, { role: 'owner' })).rejects.toMatchObject(refused);
    await expect(change(admin.ctx, admin.user.id, { role: 'owner' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await change(admin.ctx, other.user.id, { role: 'admin' })).toMatchObject({ role: 'admin' });
  });

  it('who cannot be one that is not active, nor go without a successor', async () => {
    const owner = await makeIdentityTenant();
    const { user } = await makeUser(owner, 'attorney');
    await setActive(owner, user, false);
    const refused = { code: 'conflict' };
    for (const changes of [{ role: 'owner' }, { role: 'owner', isActive: true }] satisfies Change[]) {
      await expect(change(owner, user.id, changes)).rejects.toMatchObject(refused);
    }
    for (const changes of [{ role: 'admin' }, { isActive: false }] satisfies Change[]) {
      await expect(change(owner, owner.actor.id, changes)).rejects.toMatchObject({
        ...refused,
        message: expect.stringContaining('make another user the owner first'),
      });
    }
  });

  it('as the database sees to it too', async () => {
    const owner = await makeIdentityTenant();
    const { user } = await makeUser(owner, 'admin');
    const second = withTenant(owner, (tx) =>
      tx.update(users).set({ role: 'owner' }).where(eq(users.id, user.id)),
    );
    await expect(second).rejects.toMatchObject({ cause: { constraint_name: 'users_owner' } });
  });
});

describe('a change of a user', () => {
  it('is refused to whoever has lost the role since the request was let in', async () => {
    const owner = await makeIdentityTenant();
    const admin = await makeUser(owner, 'admin');
    const other = await makeUser(owner, 'viewer');
    await change(owner, admin.user.id, { role: 'viewer' });
    await expect(change(admin.ctx, other.user.id, { role: 'admin' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('of oneself is refused to an admin, and what changes nothing changes nothing', async () => {
    const owner = await makeIdentityTenant();
    const { ctx, user } = await makeUser(owner, 'admin');
    await expect(change(ctx, user.id, { isActive: false })).rejects.toMatchObject({ code: 'conflict' });
    expect(await change(ctx, user.id, { role: 'admin', isActive: true })).toMatchObject({ version: 1 });
    expect(await auditOf(owner, 'user.updated')).toEqual([]);
  });

  it('is based on a version, if the caller names one', async () => {
    const owner = await makeIdentityTenant();
    const { user } = await makeUser(owner, 'viewer');
    await change(owner, user.id, { role: 'attorney', version: 1 });
    const late = (expected: Change) => change(owner, user.id, { role: 'viewer', ...expected });
    await expect(late({ version: 1 })).rejects.toMatchObject({ code: 'conflict' });
    await expect(late({ ifMatch: [1] })).rejects.toMatchObject({ code: 'precondition_failed' });
    expect(await late({ version: 2, ifMatch: [2] })).toMatchObject({ role: 'viewer', version: 3 });
  });

  it('finds nobody of another organization', async () => {
    const owner = await makeIdentityTenant();
    const stranger = await makeIdentityTenant();
    await expect(change(owner, stranger.actor.id, { role: 'viewer' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('deactivating', () => {
  it('ends all sessions at once, which do not come back with the user', async () => {
    const owner = await makeIdentityTenant();
    const { user, accessToken, refreshToken } = await makeUser(owner, 'attorney');
    const authenticate = () => withAuth(owner, (tx) => authenticateToken(owner, tx, accessToken));
    await expect(authenticate()).resolves.toMatchObject({ role: 'attorney' });
    await change(owner, user.id, { isActive: false });
    await expect(authenticate()).rejects.toMatchObject({ code: 'unauthenticated' });
    await change(owner, user.id, { isActive: true });
    await expect(authenticate()).rejects.toMatchObject({ code: 'unauthenticated' });
    const refresh = refreshSession({ ctx: owner, input: { refreshToken } });
    await expect(refresh).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await auditOf(owner, 'user.updated')).map(({ details }) => details)).toEqual([
      { changed: ['isActive'], isActive: false },
      { changed: ['isActive'], isActive: true },
    ]);
  });

  it('ends the invitations and API keys of the user, which are the ways back in, and of nobody else', async () => {
    const owner = await makeIdentityTenant();
    const { user, ctx } = await makeUser(owner, 'admin');
    const ways = async (maker: Context) => {
      const key = { name: 'k', scopes: ['cases:read' as const] };
      const { apiKey } = await createApiKey({ ctx: maker, input: key });
      const invitation = { email: `${apiKey.id}@own.example`, role: 'viewer' as const };
      const mailing = { ...maker, ports: { ...maker.ports, mailQueue: { enqueue: async () => {} } } };
      return [apiKey.id, (await createInvitation({ ctx: mailing, input: invitation })).id];
    };
    const [theirs, others] = [await ways(ctx), await ways(owner)];
    await change(owner, user.id, { isActive: false });
    const revoked = await auditOf(owner, 'api_key.revoked', 'invitation.revoked');
    expect(revoked.map(({ resource }) => resource?.id).toSorted()).toEqual(theirs.toSorted());
    const rows = await asOwner()`
      select id from api_keys where organization_id = ${owner.organizationId} and revoked_at is null
      union all
      select id from invitations where organization_id = ${owner.organizationId} and revoked_at is null`;
    expect(rows.map(({ id }) => id).toSorted()).toEqual(others.toSorted());
  });

  it('gives a seat back, and only as many come back as there are seats', async () => {
    const owner = await makeIdentityTenant();
    const people = await Promise.all(Array.from({ length: 6 }, () => makeUser(owner, 'viewer')));
    for (const { user } of people) await change(owner, user.id, { isActive: false });
    await organize(owner, { quotas: { users: 3 } });
    const result = await outcomes(people.map(({ user }) => change(owner, user.id, { isActive: true })));
    expect(result).toEqual({ done: 2, quota_exceeded: 4 });
    expect((await getOrganization({ ctx: owner })).usage.users).toBe(3);
  });
});

describe('a profile', () => {
  it('is changed by whose it is; of the preferences the new ones remain', async () => {
    const owner = await makeIdentityTenant();
    const { ctx, user } = await makeUser(owner, 'viewer');
    const update = (input: Omit<Parameters<typeof updateProfile>[0]['input'], 'ifMatch'>) =>
      updateProfile({ ctx, input: { ifMatch: undefined, ...input } });
    await update({ preferences: { theme: 'dark', list: [1, null] }, fullName: 'Ada' });
    const avatarUrl = 'https://img.example/a.png';
    expect(await update({ preferences: { theme: 'light' }, avatarUrl, version: 2 })).toMatchObject({
      version: 3,
    });
    const expected = {
      fullName: 'Ada',
      avatarUrl,
      preferences: { theme: 'light' },
      version: 3,
      email: user.email,
    };
    expect(await getProfile({ ctx })).toMatchObject(expected);
    await expect(update({ fullName: 'B', version: 2 })).rejects.toMatchObject({ code: 'conflict' });
    expect((await auditOf(owner, 'user.updated')).map(({ details }) => details)).toEqual([
      { changed: ['preferences', 'fullName'] },
      { changed: ['preferences', 'avatarUrl'] },
    ]);
  });
});

describe('the organization', () => {
  it('is changed by an admin, who does not close it', async () => {
    const owner = await makeIdentityTenant();
    const admin = await makeUser(owner, 'admin');
    const quotas = { users: 1, storageBytes: 0 };
    const changed = await organize(admin.ctx, { name: 'New', settings: { a: 1 }, quotas, version: 1 });
    expect(changed).toMatchObject({
      name: 'New',
      settings: { a: 1 },
      quotas,
      version: 2,
      usage: { users: 2 },
    });
    expect(await getOrganization({ ctx: owner })).toEqual(changed);
    await expect(organize(admin.ctx, { isActive: false })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(organize(admin.ctx, { name: 'X', version: 1 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await auditOf(owner, 'organization.updated', 'organization.closed')).toEqual([
      {
        action: 'organization.updated',
        actor: { type: 'user', id: admin.user.id },
        resource: { type: 'organization', id: owner.organizationId },
        details: { changed: ['name', 'settings', 'quotas'], quotas },
      },
    ]);
  });

  it('once closed lets nobody in, nor change anything that had begun', async () => {
    const owner = await makeIdentityTenant();
    const { accessToken, refreshToken, ctx } = await makeUser(owner, 'admin');
    expect(await organize(owner, { isActive: false })).toMatchObject({ isActive: false, version: 2 });
    const authenticate = withAuth(owner, (tx) => authenticateToken(owner, tx, accessToken));
    await expect(authenticate).rejects.toMatchObject({ code: 'unauthenticated' });
    const refresh = refreshSession({ ctx: owner, input: { refreshToken } });
    await expect(refresh).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(organize(ctx, { name: 'X' })).rejects.toMatchObject({ code: 'forbidden' });
    expect(
      (await auditOf(owner, 'organization.updated', 'organization.closed')).map(({ action }) => action),
    ).toEqual(['organization.closed']);
  });

  it('is not closed by whom the owner role has left in the meantime', async () => {
    const owner = await makeIdentityTenant();
    const heir = await makeUser(owner, 'admin');
    await change(owner, heir.user.id, { role: 'owner' });
    await expect(organize(owner, { isActive: false })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
