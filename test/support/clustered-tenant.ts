import { createCase } from '@elenchus/core/cases/create-case';
import type { Embedder } from '@elenchus/core/retrieval/embedder-port';
import type { Database } from '@elenchus/db/database';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { type SearchContext, storeDocument } from './store-document.ts';
import { makeTenant } from './tenants.ts';

const dimensions = 64;
/** How many clusters of vectors a large tenant has, and passages in each. */
export const clusters = 20;
export const clusterSize = 200;

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
export function near(text: string): Float32Array {
  const [cluster = 0, passage = 999] = (text.match(/\d+/g) ?? []).map(Number);
  const noise = seeded(cluster * 1_000 + passage);
  return unit((centres[cluster] ?? []).map((value) => value + (noise() - 0.5) * 0.6));
}

/** Passages are called `cluster 3 passage 17`, questions `cluster 3`: both lie around the centre of their cluster. */
export const embedder: Embedder = {
  modelId: `test-clusters-'${dimensions}`,
  dimensions,
  embed: async (texts) => texts.map(near),
};

/** Replaces the texts of documents by the same once more, as reprocessing does: the old passages stay. */
export async function reprocess(ctx: SearchContext, documents: readonly string[]): Promise<void> {
  const ids = sql`${`{${documents.join(',')}}`}::uuid[]`;
  await withTenant(ctx, async (tx) => {
    await tx.execute(sql`
      insert into text_revisions (organization_id, document_id, revision, text_key, text_length, page_count,
        pages_with_text, pages_by_ocr, title_text, created_at)
      select r.organization_id, r.document_id, r.revision + 1, 'none', 1, 1, 1, 0, r.title_text, now()
      from documents d join text_revisions r on r.document_id = d.id and r.revision = d.text_revision
      where d.id = any (${ids})`);
    await tx.execute(sql`
      insert into chunks (id, organization_id, case_id, document_id, revision, ordinal, content, page_from, page_to,
        start_offset, end_offset, heading_path, quoted_share)
      select gen_random_uuid(), c.organization_id, c.case_id, c.document_id, c.revision + 1, c.ordinal, c.content,
        1, 1, 0, 1, c.heading_path, 0
      from documents d join chunks c on c.document_id = d.id and c.revision = d.text_revision where d.id = any (${ids})`);
    await tx.execute(sql`
      insert into chunk_embeddings (organization_id, chunk_id, model_id, embedding)
      select e.organization_id, n.id, e.model_id, e.embedding
      from documents d join chunks c on c.document_id = d.id and c.revision = d.text_revision
      join chunk_embeddings e on e.chunk_id = c.id
      join chunks n on n.document_id = d.id and n.revision = c.revision + 1 and n.ordinal = c.ordinal
      where d.id = any (${ids})`);
    await tx.execute(sql`update documents set text_revision = text_revision + 1 where id = any (${ids})`);
  });
}

/** A tenant with documents of one cluster each. */
export async function makeLargeTenant(db: Database): Promise<{ ctx: SearchContext; documents: string[] }> {
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
