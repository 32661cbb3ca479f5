import { createCase as createCaseContract } from '@elenchus/contracts/cases/routes';
import { rateLimits } from '@elenchus/contracts/platform/rate-limits';
import { anchorAuditHead } from '@elenchus/core/audit/anchor-audit-head';
import { createCase } from '@elenchus/core/cases/create-case';
import * as keys from '@elenchus/core/documents/object-keys';
import { countRequest } from '@elenchus/core/platform/count-requests';
import { claimIdempotencyKey } from '@elenchus/core/platform/idempotency';
import { newUuid } from '@elenchus/core/platform/ids';
import { retrievePassages } from '@elenchus/core/search/retrieve-passages';
import { searchDocuments } from '@elenchus/core/search/search-documents';
import { suggestNames } from '@elenchus/core/search/suggest-names';
import { withAuth, withTenant } from '@elenchus/db/tenant';
import { bucketsOf } from '@elenchus/lambda/http/rate-limits';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeContext } from '../support/pipeline.ts';
import { makeSearchTenant, storeDocument } from '../support/store-document.ts';
import { append } from '../support/tamperer.ts';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

// There is no cache that could be shared: nothing that is read for a tenant outlives its request.

describe('objects', () => {
  it('have keys below their own organization, whatever the other parts are', () => {
    const number = fc.integer({ min: 0, max: 1_000_000 });
    const version = fc.option(fc.oneof(fc.string(), fc.constantFrom('..', '../', '/org/', '%2e%2e%2f')));
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.uuid(), number, version, (a, b, id, at, versionId) => {
        fc.pre(a !== b);
        const made = [
          keys.documentPrefix(a, id),
          keys.originalKey(a, id),
          keys.textKey(a, id, at),
          keys.layerKey(a, id, at),
          keys.readingKey(a, id, versionId, at),
        ];
        for (const key of made) {
          expect(key.startsWith(`org/${a}/documents/${id}/`)).toBe(true);
          expect(key.startsWith(`org/${b}/`)).toBe(false);
          // Some stores and proxies resolve these.
          expect(key.split('/').filter((part) => ['.', '..'].includes(part))).toEqual([]);
        }
        expect(new Set(made.slice(1)).size).toBe(4);
        expect(keys.parseOriginalKey(keys.originalKey(a, id))?.organizationId).toBe(a);
      }),
    );
    const makers = Object.keys(keys).filter((name) => /Key$|Prefix$/.test(name) && !name.startsWith('parse'));
    expect(makers.toSorted()).toEqual(['documentPrefix', 'layerKey', 'originalKey', 'readingKey', 'textKey']);
  });

  it('of the audit log have them too', async () => {
    const ctx = await makeContext();
    await append(ctx, 1);
    const written: string[] = [];
    const put = async (key: string) => void written.push(key);
    await anchorAuditHead({ ...ctx, ports: { ...ctx.ports, objects: { ...ctx.ports.objects, put } } });
    expect(written).toHaveLength(2);
    for (const key of written)
      expect(key).toMatch(new RegExp(`^org/${ctx.organizationId}/audit/[\\w/]+\\.json$`));
  });

  it('are noted for removal below the own organization only, by the database itself', async () => {
    const [a, b] = [await makeTenant(openTestDatabase()), newUuid()];
    const note = (prefix: string) =>
      withTenant(a, (tx) =>
        tx.execute(sql`insert into object_deletions (organization_id, key_prefix, created_at)
          values (${a.organizationId}, ${prefix}, now())`),
      );
    await note(keys.documentPrefix(a.organizationId, newUuid()));
    for (const prefix of [
      keys.documentPrefix(b, newUuid()),
      `org/${b}/`,
      'org/',
      '',
      `org/${a.organizationId}`,
    ]) {
      await expect(note(prefix)).rejects.toMatchObject({ cause: { code: '23514' } });
    }
  });
});

describe('an Idempotency-Key', () => {
  it('of two organizations is two keys, even for the same id of an actor', async () => {
    const a = await makeTenant(openTestDatabase());
    const b = { ...(await makeTenant(openTestDatabase())), actor: a.actor };
    const key = newUuid();
    const mine = await claimIdempotencyKey(a, key, 'a request');
    if (!('owned' in mine)) expect.fail('the key was taken');
    await mine.owned.keep({ statusCode: 201, answer: '"of the first"' });
    expect(await claimIdempotencyKey(a, key, 'a request')).toEqual({
      answered: { statusCode: 201, answer: '"of the first"' },
    });
    const theirs = await claimIdempotencyKey(b, key, 'another request');
    if (!('owned' in theirs)) expect.fail('the key was taken');
    expect(await theirs.owned.release()).toBe(true);
    expect(await claimIdempotencyKey(a, key, 'a request')).toHaveProperty('answered');
  });
});

describe('a limit', () => {
  it('that one organization has used up leaves another alone', async () => {
    const [a, b] = [await makeTenant(openTestDatabase()), await makeTenant(openTestDatabase())];
    const limits = { ...rateLimits, write: { limit: 2, windowSeconds: 60 } };
    const call = (ctx: typeof a) => {
      const role = 'owner' as const;
      const principal = { organizationId: ctx.organizationId, actor: ctx.actor, role, isSuperuser: false };
      return withAuth(ctx, (tx) =>
        countRequest(tx, bucketsOf(createCaseContract, principal, '192.0.2.1'), limits, ctx.clock()),
      );
    };
    for (const isExceeded of [false, false, true]) expect(await call(a)).toMatchObject([{ isExceeded }]);
    expect(await call(b)).toMatchObject([{ isExceeded: false, remaining: 1 }]);
  });
});

describe('a search', () => {
  it('finds nothing of another organization, also by its ids', async () => {
    const [a, b] = [await makeSearchTenant(), await makeSearchTenant()];
    const secret = 'The pangolin covenant binds the lessee.';
    const [own, foreign] = await Promise.all(
      [a, b].map(async (ctx) => (await createCase({ ctx, input: { clientName: 'X' } })).id),
    );
    const documentId = await storeDocument(b, {
      caseId: foreign ?? '',
      fileName: 'pangolin.pdf',
      title: 'Pangolin',
      passages: [secret],
      parties: ['Pangolin Holdings'],
      profile: secret,
    });
    await storeDocument(a, { caseId: own ?? '', fileName: 'other.pdf', passages: ['The weather was fine.'] });
    const found = async (ctx: typeof a, input: Partial<Parameters<typeof searchDocuments>[0]['input']>) => {
      const call = { ctx, input: { sort: 'relevance', limit: 10, query: secret, ...input } as const };
      return (await searchDocuments({ ...call, input: { mode: 'hybrid', ...call.input } })).data.map(
        (hit) => hit.documentId,
      );
    };
    for (const mode of ['hybrid', 'semantic', 'keyword'] as const) {
      expect(await found(b, { mode })).toEqual([documentId]);
      expect(await found(a, { mode })).not.toContain(documentId);
      for (const scope of [{ caseId: foreign }, { documentIds: [documentId] }]) {
        await expect(found(a, { mode, ...scope })).rejects.toMatchObject({ code: 'not_found' });
      }
    }
    const retrieved = await retrievePassages({ ctx: a, input: { query: secret, topK: 10, threshold: 0 } });
    expect(retrieved.data.map(({ fileName }) => fileName)).toEqual(['other.pdf']);
    expect(await suggestNames({ ctx: b, input: { prefix: 'pang' } })).toHaveProperty('suggestions.0');
    expect(await suggestNames({ ctx: a, input: { prefix: 'pang' } })).toMatchObject({ suggestions: [] });
  });
});
