import { createCase } from '@elenchus/contracts/cases/routes';
import { createUploads } from '@elenchus/contracts/documents/routes';
import { getOrganization, updateOrganization } from '@elenchus/contracts/identity/member-routes';
import type { OrganizationDetails } from '@elenchus/contracts/identity/models';
import { getMe, login } from '@elenchus/contracts/identity/routes';
import { expect, inject, it } from 'vitest';
import { password } from '../support/client.ts';
import { auditSeenBy, joinByInvitation, type Person, registerPerson, sender } from '../support/http.ts';

const url = inject('apiUrl');
const found = () =>
  registerPerson(url, `${crypto.randomUUID()}@firm.example`, { organizationName: 'Test Firm' });

it('an organization shows what it uses, and is changed by admins who have seen it as it is', async () => {
  const owner = await found();
  const admin = await joinByInvitation(url, owner, 'admin');
  const before = await owner.send<OrganizationDetails>(getOrganization);
  expect(before.body).toMatchObject({
    quotas: { users: 50, storageBytes: 107_374_182_400 },
    usage: { users: 2, storageBytes: 0 },
    tier: 'standard',
    version: 1,
  });
  const etag = before.headers.get('etag') ?? expect.fail('no ETag');
  const body = { name: 'Renamed', settings: { language: 'en' }, quotas: { storageBytes: 10 } };
  const update = (headers = {}) => admin.send<OrganizationDetails>(updateOrganization, { body, headers });
  expect((await update({ 'if-match': etag })).body).toMatchObject({
    name: 'Renamed',
    settings: { language: 'en' },
    quotas: { users: 50, storageBytes: 10 },
    version: 2,
  });
  expect(await update({ 'if-match': etag })).toMatchObject({ status: 412 });
  for (const wrong of [{ tier: 'gold' }, { quotas: { users: 0 } }, { isActive: true }, {}]) {
    expect(await owner.send(updateOrganization, { body: wrong })).toMatchObject({ status: 422 });
  }
  expect(await auditSeenBy(owner, 'organization.updated')).toMatchObject([
    { actor: { type: 'user', id: admin.id }, details: { changed: ['name', 'settings', 'quotas'] } },
  ]);
});

it('an organization takes files while there is space, and none of a request that does not fit', async () => {
  const owner = await found();
  await owner.send(updateOrganization, { body: { quotas: { storageBytes: 100 } } });
  const { body: legalCase } = await owner.send<{ id: string }>(createCase, { body: { clientName: 'X' } });
  const announce = (...sizes: number[]) => {
    const files = sizes.map((sizeBytes) => ({ fileName: 'a.txt', sizeBytes }));
    return owner.send(createUploads, { body: { caseId: legalCase.id, files } });
  };
  const answers = await Promise.all([announce(60), announce(60), announce(60)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 507, 507]);
  expect(await announce(30, 11)).toMatchObject({ status: 507, body: { code: 'quota_exceeded' } });
  const { body } = await owner.send<OrganizationDetails>(getOrganization);
  expect(body.usage.storageBytes).toBe(60);
  expect(await auditSeenBy(owner, 'document.announced')).toHaveLength(1);
});

it('an organization is closed by its owner alone, and nobody is in from then on', async () => {
  const owner = await found();
  const admin = await joinByInvitation(url, owner, 'admin');
  const close = (by: Person) => by.send(updateOrganization, { body: { isActive: false } });
  expect(await close(admin)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await close(owner)).toMatchObject({ status: 200, body: { isActive: false } });
  for (const { send, email } of [owner, admin]) {
    expect(await send(getMe)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    const signIn = await sender(url, {})(login, { body: { email, password } });
    expect(signIn).toMatchObject({ status: 403, body: { code: 'account_disabled' } });
  }
});
