import { randomBytes } from 'node:crypto';
import { createInvitation } from '@elenchus/core/identity/create-invitation';
import { listInvitations } from '@elenchus/core/identity/list-invitations';
import { register } from '@elenchus/core/identity/register';
import { revokeInvitation } from '@elenchus/core/identity/revoke-invitation';
import { updateOrganization } from '@elenchus/core/identity/update-organization';
import type { UserContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import { invitations } from '@elenchus/db/schema/identity';
import { outboundMails } from '@elenchus/db/schema/outbound-mails';
import { withTenant } from '@elenchus/db/tenant';
import { desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditOf } from '../support/audit.ts';
import { makeIdentityTenant, makeUser } from '../support/identity.ts';

type Context = UserContext<'db' | 'identity' | 'mailQueue'>;

const dayMs = 86_400_000;
const newAddress = () => `${newUuid()}@guest.example`;

async function makeFirm(): Promise<Context & { readonly queued: string[] }> {
  const tenant = await makeIdentityTenant();
  const queued: string[] = [];
  const mailQueue = { enqueue: async ({ mailId }: { mailId: string }) => void queued.push(mailId) };
  return { ...tenant, queued, ports: { ...tenant.ports, mailQueue } };
}

const invite = (ctx: Context, email: string) => createInvitation({ ctx, input: { email, role: 'attorney' } });
const list = (ctx: Context, query: Partial<Parameters<typeof listInvitations>[0]['input']> = {}) =>
  listInvitations({ ctx, input: { limit: 100, ...query } });
const later = (ctx: Context, days: number): Context => ({
  ...ctx,
  clock: () => new Date(Date.now() + days * dayMs),
});

/** The token in the last mail to an address. */
async function tokenFor(ctx: Context, email: string): Promise<string> {
  const [mail] = await withTenant(ctx, (tx) =>
    tx
      .select()
      .from(outboundMails)
      .where(eq(outboundMails.recipient, email))
      .orderBy(desc(outboundMails.id))
      .limit(1),
  );
  const [, token] =
    /^https:\/\/api\.example\/app\/join\?token=([\w-]{43})$/m.exec(mail?.bodyText ?? '') ?? [];
  return token ?? expect.fail('no link in the mail');
}

const join = (ctx: Context, email: string, invitationToken: string) =>
  register({ ctx, input: { email, password: 'Sound-Password-1', fullName: 'Guest', invitationToken } });

const setQuota = (ctx: Context, seats: number) =>
  updateOrganization({ ctx, input: { quotas: { users: seats }, ifMatch: undefined } });

describe('an invitation', () => {
  it('goes out by mail, which alone has the token, and makes a user of its role, once', async () => {
    const ctx = await makeFirm();
    const email = newAddress();
    const invitation = await invite(ctx, email);
    expect(invitation).toMatchObject({ email, role: 'attorney', status: 'pending', invitedBy: ctx.actor.id });
    expect(Date.parse(invitation.expiresAt) - Date.parse(invitation.createdAt)).toBe(7 * dayMs);
    expect(ctx.queued).toHaveLength(1);
    const token = await tokenFor(ctx, email);
    const records = await auditOf(ctx);
    expect(JSON.stringify([invitation, records])).not.toContain(token);
    const session = await join(ctx, email, token);
    expect(session.user).toMatchObject({ email, role: 'attorney', organizationId: ctx.organizationId });
    expect((await list(ctx)).data).toEqual([{ ...invitation, status: 'accepted' }]);
    await expect(join(ctx, newAddress(), token)).rejects.toMatchObject({ code: 'token_invalid' });
    const resource = { type: 'invitation', id: invitation.id };
    const details = { email, role: 'attorney', expiresAt: invitation.expiresAt };
    expect(await auditOf(ctx, 'invitation.created', 'invitation.accepted')).toEqual([
      {
        action: 'invitation.created',
        actor: { type: 'user', id: ctx.actor.id },
        resource,
        details,
      },
      {
        action: 'invitation.accepted',
        actor: { type: 'user', id: session.user.id },
        resource,
        details: {},
      },
    ]);
  });

  it('is not made for an address that is registered, wherever', async () => {
    const ctx = await makeFirm();
    const colleague = await makeUser(ctx, 'viewer');
    const stranger = await makeUser(await makeIdentityTenant(), 'viewer');
    for (const { user } of [colleague, stranger]) {
      await expect(invite(ctx, user.email)).rejects.toMatchObject({ code: 'email_taken' });
    }
    expect([ctx.queued, (await list(ctx)).data]).toEqual([[], []]);
  });

  it('is mailed to one address 10 times an hour at most, so that nobody fills a mailbox', async () => {
    const ctx = await makeFirm();
    const email = newAddress();
    await Promise.all(Array.from({ length: 10 }, () => invite(ctx, email)));
    await expect(invite(ctx, email)).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 3600 });
    await invite(ctx, newAddress());
    await invite(later(ctx, 0.05), email);
    expect(ctx.queued).toHaveLength(12);
  });

  it('is one of 200 an hour of an organization at most, so that nobody mails the world', async () => {
    const ctx = await makeFirm();
    const now = new Date();
    const sent = Array.from({ length: 200 }, () => ({
      ...{ id: newUuid(), organizationId: ctx.organizationId, email: newAddress(), role: 'viewer' as const },
      ...{ tokenHash: randomBytes(32), invitedBy: ctx.actor.id, expiresAt: now, createdAt: now },
    }));
    await withTenant(ctx, (tx) => tx.insert(invitations).values(sent));
    await expect(invite(ctx, newAddress())).rejects.toMatchObject({ code: 'rate_limited' });
    await invite(later(ctx, 0.05), newAddress());
  });

  it('is not made into a full organization, where nobody joins either', async () => {
    const ctx = await makeFirm();
    const email = newAddress();
    await invite(ctx, email);
    const token = await tokenFor(ctx, email);
    await setQuota(ctx, 1);
    await expect(invite(ctx, newAddress())).rejects.toMatchObject({ code: 'quota_exceeded' });
    await expect(join(ctx, email, token)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await setQuota(ctx, 2);
    await expect(join(ctx, email, token)).resolves.toMatchObject({ user: { email } });
  });

  it('gives the last seat to one of those who join at once', async () => {
    const ctx = await makeFirm();
    const guests = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const email = newAddress();
        await invite(ctx, email);
        return { email, token: await tokenFor(ctx, email) };
      }),
    );
    await setQuota(ctx, 2);
    const joined = await Promise.allSettled(guests.map(({ email, token }) => join(ctx, email, token)));
    expect(
      joined.map((each) => (each.status === 'fulfilled' ? 'joined' : each.reason.code)).toSorted(),
    ).toEqual(['joined', ...Array<string>(3).fill('quota_exceeded')]);
  });

  it('ends the one before of the same address, also when many are made at once', async () => {
    const ctx = await makeFirm();
    const email = newAddress();
    await invite(ctx, email);
    const first = await tokenFor(ctx, email);
    await Promise.all(Array.from({ length: 5 }, () => invite(ctx, email)));
    const { data } = await list(ctx);
    expect(data.map(({ status }) => status).toSorted()).toEqual([
      'pending',
      ...Array<string>(5).fill('revoked'),
    ]);
    await expect(join(ctx, email, first)).rejects.toMatchObject({ code: 'token_invalid' });
    expect(await auditOf(ctx, 'invitation.revoked')).toHaveLength(5);
  });

  it('expires after a week and can then be made anew', async () => {
    const ctx = await makeFirm();
    const email = newAddress();
    await invite(ctx, email);
    const token = await tokenFor(ctx, email);
    const nextWeek = later(ctx, 7);
    await expect(join(nextWeek, email, token)).rejects.toMatchObject({ code: 'token_invalid' });
    expect((await list(nextWeek)).data.map(({ status }) => status)).toEqual(['expired']);
    expect(await invite(nextWeek, email)).toMatchObject({ status: 'pending' });
  });

  it('is taken back once, by an admin of its organization', async () => {
    const ctx = await makeFirm();
    const email = newAddress();
    const { id: invitationId } = await invite(ctx, email);
    const token = await tokenFor(ctx, email);
    const revoke = (by: Context) => revokeInvitation({ ctx: by, input: { invitationId } });
    await expect(revoke(await makeFirm())).rejects.toMatchObject({ code: 'not_found' });
    await revoke(ctx);
    await expect(revoke(ctx)).rejects.toMatchObject({ code: 'conflict' });
    await expect(join(ctx, email, token)).rejects.toMatchObject({ code: 'token_invalid' });
    expect(await auditOf(ctx, 'invitation.revoked')).toHaveLength(1);
  });

  it('is either accepted or taken back, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const ctx = await makeFirm();
      const email = newAddress();
      const { id: invitationId } = await invite(ctx, email);
      const token = await tokenFor(ctx, email);
      const settled = await Promise.allSettled([
        join(ctx, email, token),
        revokeInvitation({ ctx, input: { invitationId } }),
      ]);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  it('ends with its organization', async () => {
    const ctx = await makeFirm();
    const email = newAddress();
    await invite(ctx, email);
    const token = await tokenFor(ctx, email);
    await updateOrganization({ ctx, input: { isActive: false, ifMatch: undefined } });
    await expect(join(ctx, email, token)).rejects.toMatchObject({ code: 'token_invalid' });
    await expect(invite(ctx, newAddress())).rejects.toMatchObject({ code: 'forbidden' });
  });
});

it('a list of invitations finds by status just those that show it, page by page', async () => {
  const ctx = await makeFirm();
  const addresses = Array.from({ length: 8 }, newAddress);
  for (const email of addresses) await invite(ctx, email);
  const [pending, revoked, accepted, expired] = [
    addresses.slice(0, 2),
    addresses[2],
    addresses[3],
    addresses[4],
  ];
  const { data } = await list(ctx);
  const idOf = (email: string | undefined) => data.find((each) => each.email === email)?.id ?? expect.fail();
  await revokeInvitation({ ctx, input: { invitationId: idOf(revoked) } });
  await join(ctx, accepted ?? '', await tokenFor(ctx, accepted ?? ''));
  // The database lets nobody change when an invitation expires, so time goes by for one made long ago.
  const old = later(ctx, -8);
  await withTenant(ctx, (tx) =>
    tx
      .update(invitations)
      .set({ revokedAt: new Date() })
      .where(eq(invitations.id, idOf(expired))),
  );
  await invite(old, expired ?? '');
  const found: Record<string, string[]> = {};
  for (const status of ['pending', 'accepted', 'revoked', 'expired'] as const) {
    let cursor: string | undefined;
    do {
      const page = await list(ctx, { status, limit: 2, ...(cursor && { cursor }) });
      expect(page.data.every((each) => each.status === status)).toBe(true);
      found[status] = [...(found[status] ?? []), ...page.data.map(({ email }) => email)];
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  expect(found['pending']).toEqual([...addresses.slice(5).toReversed(), ...pending.toReversed()]);
  expect(found['accepted']).toEqual([accepted]);
  expect(found['revoked']).toEqual([expired, revoked]);
  expect(found['expired']).toEqual([expired]);
});
