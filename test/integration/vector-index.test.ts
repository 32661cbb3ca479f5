import { createCase } from '@elenchus/core/cases/create-case';
import { lookUp } from '@elenchus/core/search/look-up';
import { passageQuery } from '@elenchus/core/search/passage-query';
import { searchDocuments } from '@elenchus/core/search/search-documents';
import {
  defaultMaintenance,
  maintainVectorIndexes,
} from '@elenchus/core/search/vector-index/maintain-vector-indexes';
import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { ownerDatabaseOf } from '@elenchus/db/owner-database';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import {
  clusterSize,
  clusters,
  embedder,
  makeLargeTenant,
  near,
  reprocess,
} from '../support/clustered-tenant.ts';
import { type SearchContext, storeDocument } from '../support/store-document.ts';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

const settings = { ...defaultMaintenance, leastVectors: 3_000 };

function ownerContext() {
  const client = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} });
  onTestFinished(() => client.end());
  return { clock: () => new Date(), ports: { db: ownerDatabaseOf(client) }, client };
}

async function indexesOf(ctx: SearchContext) {
  const { client } = ownerContext();
  return client`select v.state, i.indisvalid from vector_indexes v
    join pg_class c on c.relname = v.index_name join pg_index i on i.indexrelid = c.oid
    where v.organization_id = ${ctx.organizationId}`;
}

const search = (ctx: SearchContext, changes: object = {}) =>
  searchDocuments({
    ctx,
    input: { query: 'cluster 1', mode: 'semantic', sort: 'relevance', limit: 10, ...changes },
  });
/** A filter that all meet: what narrows a search makes it exact. */
const exactly = { filters: { dateFrom: '1900-01-01' } };

describe('the index of a large organization', () => {
  let large: { ctx: SearchContext; documents: string[] };
  beforeAll(async () => {
    const { db, close } = openDatabase(settingsFromUrl(inject('loginUrl'), 2));
    large = await makeLargeTenant(db);
    return close;
  });

  it('is built once, though two runs begin at the same time', async () => {
    const runs = await Promise.all([
      maintainVectorIndexes(ownerContext(), settings),
      maintainVectorIndexes(ownerContext(), settings),
    ]);
    expect(runs.flatMap((run) => run.built)).toHaveLength(1);
    expect(await indexesOf(large.ctx)).toEqual([{ state: 'ready', indisvalid: true }]);
    expect((await maintainVectorIndexes(ownerContext(), settings)).built).toEqual([]);
  });

  it('is taken by the planner, also where it plans for parameters it does not know', async () => {
    const { client } = ownerContext();
    await client`analyze chunk_embeddings`;
    const [vector] = await embedder.embed(['cluster 2'], 'query');
    const plans = await withTenant(large.ctx, async (tx) => {
      const { organizationId } = large.ctx;
      const index = await lookUp(tx, { organizationId, modelId: embedder.modelId });
      const statement = passageQuery({
        scope: { caseId: undefined, documentIds: undefined, filters: {}, asOf: new Date() },
        terms: { terms: [], names: [], expansions: [], synonyms: [], passageText: '' },
        vector: vector ?? expect.fail(),
        modelId: embedder.modelId,
        mode: 'semantic',
        sort: 'relevance',
        filter: null,
        filterSuffices: false,
        leastSimilarity: 0.1,
        requiresSimilarity: false,
        candidates: { kind: 'index', index: index ?? expect.fail('no index'), count: 100 },
        facets: [],
        limit: 10,
        after: undefined,
      });
      const generic = new PgDialect().sqlToQuery(statement).sql;
      return [
        await tx.execute(sql`explain ${statement}`),
        await tx.execute(sql.raw(`explain (generic_plan) ${generic}`)),
      ];
    });
    for (const plan of plans) {
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
        /Index Scan using chunk_embeddings_hnsw_\w+/,
      );
    }
  });

  it('finds what an exact scan finds', async () => {
    let found = 0;
    for (let cluster = 0; cluster < clusters; cluster += 1) {
      const query = `cluster ${cluster}`;
      const fast = await search(large.ctx, { query });
      const exact = await search(large.ctx, { query, ...exactly });
      expect([fast.path, exact.path, fast.data.length]).toEqual(['index', 'exact', 10]);
      const true10 = new Set(exact.data.map((hit) => hit.chunkId));
      found += fast.data.filter((hit) => true10.has(hit.chunkId)).length;
    }
    expect(found / (clusters * 10)).toBeGreaterThanOrEqual(0.98);
  });

  it('finds as much when what it holds is mostly superseded', async () => {
    const documents = large.documents.slice(14, 17);
    for (let time = 0; time < 2; time += 1) await reprocess(large.ctx, documents);
    let found = 0;
    for (const mode of ['semantic', 'hybrid']) {
      for (const query of ['cluster 14', 'cluster 15', 'cluster 16']) {
        const changes = { query, mode, limit: 50 };
        const fast = await search(large.ctx, changes);
        const exact = await search(large.ctx, { ...changes, ...exactly });
        expect([fast.path, exact.path]).toEqual(['index', 'exact']);
        const true50 = new Set(exact.data.map((hit) => hit.chunkId));
        found += fast.data.filter((hit) => true50.has(hit.chunkId)).length;
      }
    }
    expect(found / (6 * 50)).toBeGreaterThanOrEqual(0.98);
  });

  it.each([
    { word: 'aquifer', document: { profile: 'About an aquifer.' }, headings: [] },
    { word: 'orchard', document: {}, headings: ['Of the orchard'] },
  ])(
    'finds what has a word only in its profile or its headings: $word',
    async ({ word, document, headings }) => {
      const [wanted = new Float32Array()] = await embedder.embed([word], 'query');
      const closeness = (text: string) =>
        near(text).reduce((sum, value, i) => sum + value * (wanted[i] ?? 0), 0);
      const closest = (from: number) =>
        Array.from({ length: clusterSize }, (_, n) => `cluster 0 passage ${from + n}`).sort(
          (a, b) => closeness(b) - closeness(a),
        );
      // Less near than what the vectors alone make candidates, near enough to be shown with the word's weight.
      const bound = closeness(closest(0)[130] ?? '');
      const content = closest(300).find((text) => closeness(text) < bound) ?? expect.fail();
      const { caseId } = (await search(large.ctx)).data[0] ?? expect.fail();
      const passages = [{ content, headings }];
      const id = await storeDocument(large.ctx, { caseId, fileName: 'other.txt', passages, ...document });
      const changes = { query: word, mode: 'hybrid', limit: 50 };
      const exact = await search(large.ctx, { ...changes, ...exactly });
      const fast = await search(large.ctx, changes);
      expect([exact.path, fast.path]).toEqual(['exact', 'index']);
      expect(exact.data.map((hit) => hit.documentId)).toContain(id);
      expect(fast.data.map((hit) => hit.documentId)).toContain(id);
    },
  );

  it('is searched by words too, page by page', async () => {
    const first = await search(large.ctx, { query: 'passage 17', mode: 'hybrid', limit: 20 });
    const second = await search(large.ctx, {
      query: 'passage 17',
      mode: 'hybrid',
      limit: 20,
      cursor: first.nextCursor,
    });
    expect([first.path, second.path]).toEqual(['index', 'index']);
    expect(new Set([...first.data, ...second.data].map((hit) => hit.chunkId)).size).toBe(40);
    for (const hit of first.data) expect(hit.content).toMatch(/\b17\b/);
  });

  it('is left aside when too little of what it holds counts', async () => {
    const [original, ...others] = large.documents;
    const setOriginal = (id: string | null | undefined) =>
      withTenant(large.ctx, (tx) =>
        tx.execute(
          sql`update documents set duplicate_of = ${id} where id = any (${`{${others.join(',')}}`}::uuid[])`,
        ),
      );
    await setOriginal(original);
    const found = await search(large.ctx, { limit: 100 });
    expect(found.path).toBe('exact');
    expect(found.data.some((hit) => others.includes(hit.documentId))).toBe(false);
    await setOriginal(null);
    expect((await search(large.ctx, { limit: 100 })).path).toBe('index');
  });

  it('does not give duplicates', async () => {
    const [original, near1 = ''] = large.documents;
    await withTenant(large.ctx, (tx) =>
      tx.execute(sql`update documents set duplicate_of = ${original} where id = ${near1}`),
    );
    for (const mode of ['semantic', 'hybrid']) {
      const found = await search(large.ctx, { mode, limit: 50 });
      expect([found.path, found.data.length]).toEqual(['index', 50]);
      expect(found.data.some((hit) => hit.documentId === near1)).toBe(false);
    }
  });

  it('is built anew when a run left it half-built', async () => {
    const { client } = ownerContext();
    await client`update pg_index set indisvalid = false where indexrelid =
      (select index_name from vector_indexes where organization_id = ${large.ctx.organizationId})::regclass`;
    expect((await maintainVectorIndexes(ownerContext(), settings)).built).toHaveLength(1);
    expect(await indexesOf(large.ctx)).toEqual([{ state: 'ready', indisvalid: true }]);
  });

  it('is put to use when it became whole after the run that began it had ended', async () => {
    const { client } = ownerContext();
    const identity = () => client`select index_name::regclass::oid as oid from vector_indexes
      where organization_id = ${large.ctx.organizationId}`;
    const before = await identity();
    await client`update vector_indexes set state = 'building', claimed_until = now() - interval '1 minute'
      where organization_id = ${large.ctx.organizationId}`;
    expect((await search(large.ctx, { query: 'cluster 3' })).path).toBe('exact');
    await maintainVectorIndexes(ownerContext(), settings);
    expect(await indexesOf(large.ctx)).toEqual([{ state: 'ready', indisvalid: true }]);
    expect(await identity()).toEqual(before);
    expect((await search(large.ctx, { query: 'cluster 3' })).path).toBe('index');
  });

  // PGlite does one thing at a time.
  it.skipIf(!process.env['DATABASE_URL'])('is left alone while PostgreSQL still builds it', async () => {
    const { client } = ownerContext();
    const { organizationId } = large.ctx;
    const [index] =
      await client`select index_name from vector_indexes where organization_id = ${organizationId}`;
    await client`drop index ${client(index?.['index_name'])}`;
    const writer = postgres(inject('ownerUrl'), { max: 1 });
    onTestFinished(() => writer.end({ timeout: 1 }));
    let first: ReturnType<typeof maintainVectorIndexes> | undefined;
    await writer.begin(async (tx) => {
      await tx`lock table chunk_embeddings in row exclusive mode`;
      first = maintainVectorIndexes(ownerContext(), settings);
      const waiting = () => client`select from pg_stat_activity where datname = current_database()
        and query like 'create index concurrently%' and wait_event_type = 'Lock'`;
      await vi.waitUntil(async () => (await waiting()).length > 0, { timeout: 10_000 });
      await client`update vector_indexes set claimed_until = now() - interval '1 minute'
        where organization_id = ${organizationId}`;
      expect(await maintainVectorIndexes(ownerContext(), settings)).toEqual({ built: [], dropped: [] });
    });
    expect((await first)?.built).toHaveLength(1);
    expect(await indexesOf(large.ctx)).toEqual([{ state: 'ready', indisvalid: true }]);
  });

  it('is dropped when the organization has become small', async () => {
    await withTenant(large.ctx, (tx) =>
      tx.execute(
        sql`delete from chunk_embeddings where chunk_id in (select id from chunks where ordinal > 40)`,
      ),
    );
    expect((await maintainVectorIndexes(ownerContext(), settings)).dropped).toHaveLength(1);
    expect(await indexesOf(large.ctx)).toEqual([]);
    expect(await search(large.ctx, { query: 'cluster 3' })).toMatchObject({
      path: 'exact',
      data: { length: 10 },
    });
  });
});

it('is not made for small organizations', async () => {
  const tenant = await makeTenant(openTestDatabase());
  const ctx = { ...tenant, ports: { ...tenant.ports, embedder } };
  const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
  await storeDocument(ctx, { caseId, fileName: 'a.txt', passages: ['cluster 1 passage 1'] });
  await maintainVectorIndexes(ownerContext(), settings);
  expect(await indexesOf(ctx)).toEqual([]);
  expect((await search(ctx)).path).toBe('exact');
});
