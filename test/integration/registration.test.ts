import type { Role } from '@elenchus/contracts/platform/roles';
import { getMe } from '@elenchus/core/identity/get-me';
import { hashMailedToken, newMailedToken } from '@elenchus/core/identity/mailed-token';
import { register } from '@elenchus/core/identity/register';
import { newUuid } from '@elenchus/core/platform/ids';
import { type InvitationRow, invitations } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { describe, expect, it } from 'vitest';
import { type Account, isSignedIn, makeAccount, password } from '../support/accounts.ts';
import { auditOf } from '../support/audit.ts';
import { asOwner } from '../support/identity.ts';

const tokenInvalid = { code: 'token_invalid' };
const newEmail = () => `${newUuid()}@test.example`;

/** An invitation into the organization of an admin, and its token. */
async function invite(
  { ctx }: Account,
  changes: Partial<InvitationRow> = {},
): Promise<{ id: string; token: string; email: string }> {
  const token = newMailedToken();
  const now = ctx.clock();
  const row = {
    id: newUuid(),
    organizationId: ctx.organizationId,
    email: newEmail(),
    role: 'paralegal' satisfies Role as 'paralegal',
    tokenHash: hashMailedToken(token),
    invitedBy: ctx.actor.id,
    expiresAt: new Date(now.getTime() + 60_000),
    createdAt: now,
    ...changes,
  };
  await withTenant(ctx, (tx) => tx.insert(invitations).values(row));
  return { id: row.id, token, email: row.email };
}

const join = ({ ctx }: Account, invitationToken: string, email: string) =>
  register({ ctx, input: { email, password, fullName: 'Ada Lovelace', invitationToken } });

const found = ({ ctx }: Account, email: string) =>
  register({ ctx, input: { email, password, fullName: 'Ada Lovelace', organizationName: 'Lovelace LLP' } });

const usersOf = async ({ ctx }: Account) =>
  await asOwner()`select email, role from users where organization_id = ${ctx.organizationId}`;

/** What became of promises: how many were kept, and the codes of the others. */
async function outcomesOf(promises: readonly Promise<unknown>[]) {
  const outcomes = await Promise.allSettled(promises);
  const codes = outcomes.flatMap((each) => (each.status === 'rejected' ? [String(each.reason.code)] : []));
  return { kept: outcomes.length - codes.length, codes: codes.toSorted() };
}

describe('an invitation', () => {
  it('lets its address join with its role, signed in, and is spent', async () => {
    const admin = await makeAccount('admin');
    const { token, email, id } = await invite(admin);
    const session = await join(admin, token, email);
    expect(session.user).toMatchObject({
      email,
      role: 'paralegal',
      organizationId: admin.ctx.organizationId,
    });
    expect(await isSignedIn(admin.ctx, session.accessToken)).toBe(true);
    await expect(join(admin, token, email)).rejects.toMatchObject(tokenInvalid);
    const actor = { type: 'user', id: session.user.id };
    expect(await auditOf(admin.ctx)).toEqual([
      expect.objectContaining({ action: 'invitation.accepted', actor, resource: { type: 'invitation', id } }),
      expect.objectContaining({ action: 'user.registered', actor, details: { role: 'paralegal' } }),
    ]);
  });

  it('is of no use to another address, nor with another token', async () => {
    const admin = await makeAccount('admin');
    const { token, email } = await invite(admin);
    await expect(join(admin, token, newEmail())).rejects.toMatchObject(tokenInvalid);
    await expect(join(admin, newMailedToken(), email)).rejects.toMatchObject(tokenInvalid);
    expect(await usersOf(admin)).toHaveLength(2);
    await expect(join(admin, token, email)).resolves.toBeDefined();
  });

  it('is of no use once it has expired or was taken back', async () => {
    const admin = await makeAccount('admin');
    const expired = await invite(admin, { expiresAt: admin.clock.now() });
    const revoked = await invite(admin, { revokedAt: admin.clock.now() });
    for (const { token, email } of [expired, revoked]) {
      await expect(join(admin, token, email)).rejects.toMatchObject(tokenInvalid);
    }
  });

  it('makes one user of those who use it at once', async () => {
    const admin = await makeAccount('admin');
    const { token, email } = await invite(admin);
    const { kept, codes } = await outcomesOf(Array.from({ length: 5 }, () => join(admin, token, email)));
    expect([kept, codes]).toEqual([1, Array(4).fill('token_invalid')]);
    expect(await usersOf(admin)).toHaveLength(3);
  });

  it('gives no more seats than there are, however many join at once', async () => {
    const admin = await makeAccount('admin');
    await asOwner()`update organizations set user_quota = 4 where id = ${admin.ctx.organizationId}`;
    const invited = await Promise.all([1, 2, 3, 4, 5, 6].map(() => invite(admin)));
    const joins = invited.map(({ token, email }) => join(admin, token, email));
    const { kept, codes } = await outcomesOf(joins);
    expect([kept, codes]).toEqual([2, Array(4).fill('quota_exceeded')]);
    expect(await usersOf(admin)).toHaveLength(4);
    const open = await asOwner()`
      select id from invitations where organization_id = ${admin.ctx.organizationId} and accepted_at is null`;
    expect(open).toHaveLength(4);
  });

  it('leaves a seat free that a deactivated user has left', async () => {
    const admin = await makeAccount('admin');
    const sql = asOwner();
    await sql`update organizations set user_quota = 2 where id = ${admin.ctx.organizationId}`;
    const { token, email } = await invite(admin);
    await expect(join(admin, token, email)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await sql`update users set is_active = false
      where organization_id = ${admin.ctx.organizationId} and id <> ${admin.user.id}`;
    await expect(join(admin, token, email)).resolves.toBeDefined();
  });

  it('does not move somebody who has an account already, and stays open', async () => {
    const admin = await makeAccount('admin');
    const elsewhere = await makeAccount();
    const { token, id } = await invite(admin, { email: elsewhere.user.email });
    await expect(join(admin, token, elsewhere.user.email)).rejects.toMatchObject({ code: 'email_taken' });
    const [row] = await asOwner()`select accepted_at from invitations where id = ${id}`;
    expect(row).toEqual({ accepted_at: null });
  });
});

describe('an organization', () => {
  it('is founded with its first user as the owner', async () => {
    const account = await makeAccount();
    const email = newEmail();
    const { user, accessToken } = await found(account, email);
    expect(user).toMatchObject({ email, role: 'owner' });
    expect(await isSignedIn(account.ctx, accessToken)).toBe(true);
    const actor = { kind: 'user', id: user.id, role: 'owner', sessionId: newUuid() } as const;
    const ctx = { ...account.ctx, organizationId: user.organizationId, actor };
    expect(await getMe({ ctx })).toMatchObject({ user, organization: { name: 'Lovelace LLP' } });
    const actions = (await auditOf(ctx)).map(({ action }) => action);
    expect(actions).toEqual(['organization.created', 'user.registered']);
  });

  it('is founded once by those who register with one address at once, and nothing is left of the others', async () => {
    const account = await makeAccount();
    const email = newEmail();
    const sql = asOwner();
    const name = newUuid();
    const input = { email, password, fullName: 'Ada', organizationName: name };
    const registrations = Array.from({ length: 5 }, () => register({ ctx: account.ctx, input }));
    const { kept, codes } = await outcomesOf(registrations);
    expect([kept, codes]).toEqual([1, Array(4).fill('email_taken')]);
    expect(await sql`select id from organizations where name = ${name}`).toHaveLength(1);
  });
});
