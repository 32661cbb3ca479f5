import { createCase } from '@elenchus/core/cases/create-case';
import type { Embedder } from '@elenchus/core/retrieval/embedder-port';
import { lookUp } from '@elenchus/core/search/look-up';
import { passageQuery } from '@elenchus/core/search/passage-query';
import { searchDocuments } from '@elenchus/core/search/search-documents';
import {
  defaultMaintenance,
  maintainVectorIndexes,
} from '@elenchus/core/search/vector-index/maintain-vector-indexes';
import { type Database, openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { ownerDatabaseOf } from '@elenchus/db/owner-database';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type SearchContext, storeDocument } from '../support/store-document.ts';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

const dimensions = 64;
const clusters = 20;
const clusterSize = 200;
const settings = { ...defaultMaintenance, leastVectors: 3_000 };

/** Numbers from 0 to 1 that look random and are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector);
  return Float32Array.from(vector, (value) => value / length);
}

const random = seeded(7);
const centres = Array.from({ length: clusters }, () =>
  Array.from({ length: dimensions }, () => random() - 0.5),
);
/** The same text is always the same vector, somewhere around the centre of its cluster. */
function near(text: string): Float32Array {
  const [cluster = 0, passage = 999] = (text.match(/\d+/g) ?? []).map(Number);
  const noise = seeded(cluster * 1_000 + passage);
  return unit((centres[cluster] ?? []).map((value) => value + (noise() - 0.5) * 0.6));
}

/** Passages are called `cluster 3 passage 17`, questions `cluster 3`: both lie around the centre of their cluster. */
const embedder: Embedder = {
  modelId: `test-clusters-'${dimensions}`,
  dimensions,
  embed: async (texts) => texts.map(near),
};

/** A tenant with documents of one cluster each. */
async function makeLargeTenant(db: Database): Promise<{ ctx: SearchContext; documents: string[] }> {
  const tenant = await makeTenant(db);
  const ctx = { ...tenant, ports: { ...tenant.ports, embedder } };
  const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
  const documents: string[] = [];
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const passages = Array.from({ length: clusterSize }, (_, n) => `cluster ${cluster} passage ${n}`);
    documents.push(await storeDocument(ctx, { caseId, fileName: `${cluster}.txt`, passages }));
  }
  return { ctx, documents };
}

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

  it('is left aside when it would give fewer hits than there are', async () => {
    const [original, near1 = ''] = large.documents;
    await withTenant(large.ctx, (tx) =>
      tx.execute(sql`update documents set duplicate_of = ${original} where id = ${near1}`),
    );
    const found = await search(large.ctx);
    expect(found.path).toBe('exact');
    expect(found.data.some((hit) => hit.documentId === near1)).toBe(false);
    const hybrid = await search(large.ctx, { mode: 'hybrid', query: 'cluster 1 and passage 4', limit: 100 });
    expect(hybrid.data).toHaveLength(100);
  });

  it('is built anew when a run left it half-built', async () => {
    const { client } = ownerContext();
    await client`update pg_index set indisvalid = false where indexrelid =
      (select index_name from vector_indexes where organization_id = ${large.ctx.organizationId})::regclass`;
    expect((await maintainVectorIndexes(ownerContext(), settings)).built).toHaveLength(1);
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
