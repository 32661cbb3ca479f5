import {
  createInvitation,
  getOrganization,
  getProfile,
  listInvitations,
  listUsers,
  revokeInvitation,
  updateOrganization,
  updateProfile,
  updateUser,
} from '@elenchus/contracts/identity/member-routes';
import type { Invitation, Profile, User } from '@elenchus/contracts/identity/models';
import { getMe, login, register } from '@elenchus/contracts/identity/routes';
import type { Role } from '@elenchus/contracts/platform/roles';
import { describe, expect, inject, it } from 'vitest';
import { password } from '../support/client.ts';
import {
  auditSeenBy,
  joinByInvitation,
  mailedToken,
  type Person,
  registerPerson,
  sender,
} from '../support/http.ts';

const url = inject('apiUrl');
const newAddress = () => `${crypto.randomUUID()}@firm.example`;
const found = () => registerPerson(url, newAddress(), { organizationName: 'Test Firm' });

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly field: string }[];
}

const join = (admin: Person, role: Exclude<Role, 'owner'>) => joinByInvitation(url, admin, role);
const change = (by: Person, userId: string, body: unknown, headers: Record<string, string> = {}) =>
  by.send<User & Problem>(updateUser, { params: { userId }, body, headers });

describe('an invitation', () => {
  it('leads by mail to an account of its role in the same organization', async () => {
    const owner = await found();
    const email = newAddress();
    const { body: invitation } = await owner.send<Invitation>(createInvitation, {
      body: { email: email.toUpperCase(), role: 'attorney' },
    });
    expect(invitation).toMatchObject({ email, role: 'attorney', status: 'pending', invitedBy: owner.id });
    const token = await mailedToken(url, email);
    expect(JSON.stringify(invitation)).not.toContain(token);
    const guest = await registerPerson(url, email, { invitationToken: token });
    const me = await guest.send<{ organization: { name: string } }>(getMe);
    expect(me.body).toMatchObject({ user: { role: 'attorney' }, organization: { name: 'Test Firm' } });
    const { body: list } = await owner.send<{ data: Invitation[] }>(listInvitations);
    expect(list.data).toEqual([{ ...invitation, status: 'accepted' }]);
    expect(await auditSeenBy(owner, 'invitation.created')).toEqual([
      {
        actor: { type: 'user', id: owner.id },
        resource: { type: 'invitation', id: invitation.id },
        details: { email, role: 'attorney', expiresAt: invitation.expiresAt },
      },
    ]);
  });

  it('that was taken back leads nowhere', async () => {
    const owner = await found();
    const email = newAddress();
    const { body } = await owner.send<Invitation>(createInvitation, { body: { email, role: 'viewer' } });
    const params = { invitationId: body.id };
    const answers = [
      await owner.send(revokeInvitation, { params }),
      await owner.send(revokeInvitation, { params }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 409]);
    const invitationToken = await mailedToken(url, email);
    const refused = await sender(url, {})(register, {
      body: { email, password, fullName: 'X', invitationToken },
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'token_invalid' } });
  });

  it('names no owner, no nonsense and nobody who is there', async () => {
    const owner = await found();
    const send = async (body: unknown) => {
      const answer = await owner.send<Problem>(createInvitation, { body });
      return [answer.status, answer.body.code, answer.body.errors?.map(({ field }) => field)];
    };
    const email = newAddress();
    expect(await send({ email, role: 'owner' })).toEqual([422, 'validation_failed', ['body.role']]);
    expect(await send({ email: 'x', role: 'viewer', token: 'y' })).toEqual([
      422,
      'validation_failed',
      ['body.email', 'body.token'],
    ]);
    expect(await send({ email: owner.email, role: 'viewer' })).toEqual([409, 'email_taken', undefined]);
  });
});

describe('members', () => {
  it('are managed by admins alone; the own profile is there for everybody', async () => {
    const owner = await found();
    for (const role of ['viewer', 'paralegal', 'attorney'] as const) {
      const person = await join(owner, role);
      const refused = [
        await person.send(listUsers),
        await change(person, owner.id, { role: 'viewer' }),
        await person.send(createInvitation, { body: { email: newAddress(), role: 'viewer' } }),
        await person.send(listInvitations),
        await person.send(updateOrganization, { body: { name: 'Mine' } }),
      ];
      expect(refused.map(({ status, body }) => [status, (body as Problem).code])).toEqual(
        refused.map(() => [403, 'forbidden']),
      );
      const open = [await person.send(getProfile), await person.send(getOrganization)];
      expect(open.map(({ status }) => status)).toEqual([200, 200]);
    }
  });

  it('are listed page by page, by role and by whether they are active', async () => {
    const owner = await found();
    const people = [owner];
    for (const role of ['viewer', 'viewer', 'admin', 'viewer'] as const) people.push(await join(owner, role));
    await change(owner, people[1]?.id ?? '', { isActive: false });
    const idsOf = async (query: Record<string, string>) => {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { body: { data: User[]; nextCursor: string | null } } = await owner.send(listUsers, {
          query: { ...query, limit: '2', ...(cursor && { cursor }) },
        });
        ids.push(...page.body.data.map(({ id }) => id));
        cursor = page.body.nextCursor;
      } while (cursor !== null);
      return ids;
    };
    const newestFirst = people.map(({ id }) => id).toReversed();
    expect(await idsOf({})).toEqual(newestFirst);
    expect(await idsOf({ role: 'viewer', isActive: 'true' })).toEqual([newestFirst[0], newestFirst[2]]);
    expect(await idsOf({ isActive: 'false' })).toEqual([people[1]?.id]);
    const odd = await owner.send(listUsers, { query: { cursor: 'x' } });
    expect(odd).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
  });

  it('who are deactivated are out at once, and in again only by signing in', async () => {
    const owner = await found();
    const person = await join(owner, 'attorney');
    expect((await change(owner, person.id, { isActive: false })).body).toMatchObject({
      isActive: false,
      version: 2,
    });
    expect((await person.send(getMe)).status).toBe(401);
    const signIn = () => sender(url, {})(login, { body: { email: person.email, password } });
    expect(await signIn()).toMatchObject({ status: 403, body: { code: 'account_disabled' } });
    await change(owner, person.id, { isActive: true });
    expect((await person.send(getMe)).status).toBe(401);
    expect((await signIn()).status).toBe(200);
  });

  it('hand the organization over; nobody changes the owner, nor the own role', async () => {
    const owner = await found();
    const [admin, heir] = [await join(owner, 'admin'), await join(owner, 'attorney')];
    const outcome = async (by: Person, who: Person, body: unknown) => {
      const answer = await change(by, who.id, body);
      return answer.status === 200 ? answer.body.role : [answer.status, answer.body.code];
    };
    expect(await outcome(admin, owner, { isActive: false })).toEqual([403, 'forbidden']);
    expect(await outcome(admin, heir, { role: 'owner' })).toEqual([403, 'forbidden']);
    expect(await outcome(admin, admin, { role: 'viewer' })).toEqual([409, 'conflict']);
    expect(await outcome(owner, owner, { isActive: false })).toEqual([409, 'conflict']);
    const both = await Promise.all([
      outcome(owner, heir, { role: 'owner' }),
      outcome(owner, admin, { role: 'owner' }),
    ]);
    expect(both.filter((each) => each === 'owner')).toHaveLength(1);
    expect((await owner.send<Profile>(getProfile)).body.role).toBe('admin');
    const { body } = await owner.send<{ data: User[] }>(listUsers, { query: { role: 'owner' } });
    expect(body.data).toHaveLength(1);
  });

  it('come back while there are seats', async () => {
    const owner = await found();
    const person = await join(owner, 'viewer');
    await change(owner, person.id, { isActive: false });
    await owner.send(updateOrganization, { body: { quotas: { users: 1 } } });
    const refused = { status: 507, body: { code: 'quota_exceeded' } };
    expect(await change(owner, person.id, { isActive: true })).toMatchObject(refused);
    const body = { email: newAddress(), role: 'viewer' };
    expect(await owner.send(createInvitation, { body })).toMatchObject(refused);
  });

  it('are found by their own organization only', async () => {
    const [owner, stranger] = [await found(), await found()];
    expect(await change(owner, stranger.id, { role: 'viewer' })).toMatchObject({ status: 404 });
    expect(await change(owner, stranger.id, {})).toMatchObject({ status: 422 });
    expect(await change(owner, stranger.id, { role: 'superuser' })).toMatchObject({ status: 422 });
    expect(await change(owner, stranger.id, { role: 'viewer', email: 'x' })).toMatchObject({ status: 422 });
  });
});

describe('a profile', () => {
  it('is asked about by its ETag and changed only by whoever has seen it as it is', async () => {
    const owner = await found();
    const first = await owner.send<Profile>(getProfile);
    const etag = first.headers.get('etag') ?? expect.fail('no ETag');
    expect(etag).toMatch(/^"v1\./);
    expect((await owner.send(getProfile, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const preferences = { theme: 'dark', columns: ['name'] };
    const update = (body: unknown, headers = {}) => owner.send<Profile>(updateProfile, { body, headers });
    const changed = await update({ preferences, fullName: ' Ada ' }, { 'if-match': etag });
    expect(changed).toMatchObject({ status: 200, body: { preferences, fullName: 'Ada', version: 2 } });
    expect((await owner.send(getProfile)).headers.get('etag')).toBe(changed.headers.get('etag'));
    expect(await update({ fullName: 'B' }, { 'if-match': etag })).toMatchObject({ status: 412 });
    expect(await update({ fullName: 'B', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    for (const body of [
      { role: 'owner' },
      { version: 2 },
      { avatarUrl: 'javascript:alert(1)' },
      { preferences: [] },
    ]) {
      expect(await update(body)).toMatchObject({ status: 422 });
    }
    expect(await auditSeenBy(owner, 'user.updated')).toEqual([
      {
        actor: { type: 'user', id: owner.id },
        resource: { type: 'user', id: owner.id },
        details: { changed: ['fullName', 'preferences'] },
      },
    ]);
  });
});
