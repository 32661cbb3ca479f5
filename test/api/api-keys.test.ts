import { createCase, listCases } from '@elenchus/contracts/cases/routes';
import { listDocuments } from '@elenchus/contracts/documents/routes';
import {
  createApiKey,
  getOrganization,
  getProfile,
  listApiKeys,
  revokeApiKey,
} from '@elenchus/contracts/identity/member-routes';
import type { ApiKey } from '@elenchus/contracts/identity/models';
import { getMe } from '@elenchus/contracts/identity/routes';
import { describe, expect, inject, it, vi } from 'vitest';
import { auditSeenBy, type HttpRequest, type Person, registerPerson, sender } from '../support/http.ts';

const url = inject('apiUrl');
const found = () =>
  registerPerson(url, `${crypto.randomUUID()}@firm.example`, { organizationName: 'Test Firm' });

interface Made {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

const make = (owner: Person, body: object, headers: HttpRequest['headers'] = {}) =>
  owner.send<Made>(createApiKey, { body: { name: 'Agent', scopes: ['cases:read'], ...body }, headers });
const withKey = (secret: string) => sender(url, { 'x-api-key': secret });

describe('an API key', () => {
  it('is shown once, and then recognised by its beginning', async () => {
    const owner = await found();
    const made = await make(owner, {
      agentType: 'analysis',
      scopes: ['cases:read', 'auth:read', 'cases:read'],
    });
    expect(made.status).toBe(201);
    const { apiKey, secret } = made.body;
    expect(secret).toMatch(/^elk_[0-9A-Za-z]{36}$/);
    expect(apiKey).toMatchObject({
      name: 'Agent',
      prefix: secret.slice(0, 10),
      scopes: ['cases:read', 'auth:read'],
      agentType: 'analysis',
      createdBy: owner.id,
      lastUsedAt: null,
    });
    const list = await owner.send<{ data: ApiKey[] }>(listApiKeys);
    expect(list.body.data).toEqual([apiKey]);
    const log = await auditSeenBy(owner, 'api_key.created');
    const { name, prefix, scopes, agentType, expiresAt } = apiKey;
    expect(log).toMatchObject([
      {
        actor: { type: 'user', id: owner.id },
        resource: { type: 'api_key', id: apiKey.id },
        details: { name, prefix, scopes, agentType, expiresAt },
      },
    ]);
    expect(JSON.stringify([list, log])).not.toContain(secret.slice(10));
  });

  it('does what its scopes say and nothing else, and its use is noted', async () => {
    const owner = await found();
    const { secret, apiKey } = (await make(owner, { scopes: ['cases:write', 'auth:read'] })).body;
    const send = withKey(secret);
    expect((await send(createCase, { body: { clientName: 'By an agent' } })).status).toBe(201);
    const me = await send(getMe);
    expect(me.body).toMatchObject({
      user: null,
      apiKey: { id: apiKey.id },
      organization: { name: 'Test Firm' },
    });
    const refused = { status: 403, body: { code: 'forbidden' } };
    for (const contract of [listCases, listDocuments, getOrganization, getProfile, listApiKeys]) {
      expect(await send(contract)).toMatchObject(refused);
    }
    expect(await make({ ...owner, send }, {})).toMatchObject(refused);
    const list = await owner.send<{ data: ApiKey[] }>(listApiKeys);
    expect(list.body.data.map(({ lastUsedAt }) => lastUsedAt)).toEqual([expect.any(String)]);
    const log = await auditSeenBy(owner, 'case.created');
    expect(log).toMatchObject([{ actor: { type: 'apiKey', id: apiKey.id } }]);
  });

  it('that is revoked is refused at once, and gone', async () => {
    const owner = await found();
    const { secret, apiKey } = (await make(owner, {})).body;
    const send = withKey(secret);
    const params = { apiKeyId: apiKey.id };
    expect((await send(listCases)).status).toBe(200);
    const stranger = await found();
    expect((await stranger.send(revokeApiKey, { params })).status).toBe(404);
    expect((await owner.send(revokeApiKey, { params })).status).toBe(204);
    expect(await send(listCases)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(await owner.send(revokeApiKey, { params })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect((await owner.send<{ data: ApiKey[] }>(listApiKeys)).body.data).toEqual([]);
    const log = await auditSeenBy(owner, 'api_key.revoked');
    expect(log).toMatchObject([{ resource: { type: 'api_key', id: apiKey.id } }]);
  });

  it('that expires is refused from then on', async () => {
    const owner = await found();
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const made = await make(owner, { expiresAt });
    expect(made.body.apiKey.expiresAt).toBe(expiresAt);
    const send = withKey(made.body.secret);
    expect((await send(listCases)).status).toBe(200);
    const refused = () => send(listCases).then(({ status }) => expect(status).toBe(401));
    await vi.waitFor(refused, { timeout: 10_000, interval: 100 });
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
  });

  it('is not made with an expiry that is past, a scope that is none, or fields that are unknown', async () => {
    const owner = await found();
    const faults = async (body: object) => {
      const answer = await owner.send<{ errors: { field: string }[] }>(createApiKey, { body });
      return [answer.status, answer.body.errors.map(({ field }) => field)];
    };
    const right = { name: 'Agent', scopes: ['cases:read'] };
    const past = new Date(Date.now() - 1_000).toISOString();
    expect(await faults({ ...right, expiresAt: past })).toEqual([422, ['body.expiresAt']]);
    expect(await faults({ ...right, expiresAt: 'tomorrow' })).toEqual([422, ['body.expiresAt']]);
    expect(await faults({ ...right, scopes: ['cases:read', 'users:write'] })).toEqual([
      422,
      ['body.scopes.1'],
    ]);
    expect(await faults({ ...right, scopes: [] })).toEqual([422, ['body.scopes']]);
    expect(await faults({ ...right, keyHash: 'x' })).toEqual([422, ['body.keyHash']]);
    expect((await owner.send<{ data: ApiKey[] }>(listApiKeys)).body.data).toEqual([]);
  });

  it('is made once for an Idempotency-Key, which does not keep its secret', async () => {
    const owner = await found();
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const { body } = await make(owner, {}, headers);
    const repeated = await make(owner, {}, headers);
    expect(repeated).toMatchObject({ status: 409, body: { code: 'idempotency_outcome_unknown' } });
    expect(JSON.stringify(repeated.body)).not.toContain(body.secret);
    expect((await owner.send<{ data: ApiKey[] }>(listApiKeys)).body.data).toHaveLength(1);
  });
});

it('keys are listed page by page', async () => {
  const owner = await found();
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.unshift((await make(owner, {})).body.apiKey.id);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { body: { data: ApiKey[]; nextCursor: string | null } } = await owner.send(listApiKeys, {
      query: { limit: '2', ...(cursor && { cursor }) },
    });
    seen.push(...page.body.data.map(({ id }) => id));
    cursor = page.body.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(ids);
});
