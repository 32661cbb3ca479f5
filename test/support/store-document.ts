import { OfflineEmbedder } from '@elenchus/adapters/offline-embedder/offline-embedder';
import type { TenantContext, UserContext } from '@elenchus/core/platform/context';
import { titleText } from '@elenchus/core/retrieval/title-text';
import { vectorLiteral } from '@elenchus/core/retrieval/vector-literal';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { makeTenant, openTestDatabase } from './tenants.ts';

export type SearchContext = UserContext<'db' | 'embedder'>;

/** A new organization, with an embedder of few dimensions. */
export async function makeSearchTenant(): Promise<SearchContext> {
  const ctx = await makeTenant(openTestDatabase());
  return { ...ctx, ports: { ...ctx.ports, embedder: new OfflineEmbedder(64) } };
}

export interface StoredDocument {
  readonly caseId: string;
  readonly fileName: string;
  readonly passages: readonly (
    | string
    | { readonly content: string; readonly headings?: readonly string[]; readonly quotedShare?: number }
  )[];
  readonly title?: string;
  readonly parties?: readonly string[];
  readonly profile?: string;
  readonly tags?: readonly string[];
  readonly category?: string;
  readonly mediaType?: string;
  readonly date?: string;
  readonly duplicateOf?: string;
}

/** Stores a document as the pipeline leaves it when it is completed; answers its id. */
export async function storeDocument(
  ctx: TenantContext<'db' | 'embedder'>,
  document: StoredDocument,
): Promise<string> {
  const id = ctx.newId();
  const { embedder } = ctx.ports;
  const chunks = document.passages.map((passage, ordinal) => {
    const {
      content,
      headings = [],
      quotedShare = 0,
    } = typeof passage === 'string' ? { content: passage } : passage;
    return { id: ctx.newId(), ordinal, content, headings, quotedShare };
  });
  const vectors = await embedder.embed(
    chunks.map((chunk) => chunk.content),
    'passage',
  );
  const title = titleText(document.fileName, document.title ?? null, chunks[0]?.content ?? '');
  const org = ctx.organizationId;
  const { caseId } = document;
  const analysisId = document.parties || document.profile ? ctx.newId() : null;
  await withTenant(ctx, async (tx) => {
    await tx.execute(sql`
      insert into documents (id, organization_id, case_id, batch_id, file_name, title, size_bytes, media_type, upload_expires_at,
        status, tags, category, document_date, duplicate_of, chunk_count, vector_count, created_at, updated_at)
      values (${id}, ${org}, ${caseId}, ${id}, ${document.fileName}, ${document.title ?? null}, 1, ${document.mediaType ?? 'text/plain'},
        now(), 'processing', ${sql.param(document.tags ?? [])}::text[], ${document.category ?? null}, ${document.date ?? null},
        ${document.duplicateOf ?? null}, ${chunks.length}, ${chunks.length}, ${ctx.clock().toISOString()}, now())`);
    await tx.execute(sql`
      insert into text_revisions (organization_id, document_id, revision, text_key, text_length, page_count,
        pages_with_text, pages_by_ocr, title_text, created_at)
      values (${org}, ${id}, 1, 'none', 1, 1, 1, 0, ${title}, now())`);
    await tx.execute(sql`
      insert into chunks (id, organization_id, case_id, document_id, revision, ordinal, content, page_from, page_to,
        start_offset, end_offset, heading_path, quoted_share)
      select c.id, ${org}, ${caseId}, ${id}, 1, ordinal, content, 1, 1, 0, length(content), headings, "quotedShare"
      from jsonb_to_recordset(${JSON.stringify(chunks)}::text::jsonb) as c
        (id uuid, ordinal int, content text, headings text[], "quotedShare" real)`);
    await tx.execute(sql`
      insert into chunk_embeddings (organization_id, chunk_id, model_id, embedding)
      select ${org}, v.id, ${embedder.modelId}, v.vector::vector
      from unnest(${sql.param(chunks.map((chunk) => chunk.id))}::uuid[], ${sql.param(vectors.map(vectorLiteral))}::text[]) as v (id, vector)`);
    if (analysisId) {
      await tx.execute(sql`
        insert into analyses (id, organization_id, case_id, document_id, revision, status, content, provider, model,
          tokens_used, cost_micro_usd, party_names, profile_text, created_at)
        values (${analysisId}, ${org}, ${caseId}, ${id}, 1, 'completed', '{}', 'test', 'test', 0, 0,
          ${sql.param(document.parties ?? [])}::text[], ${document.profile ?? ''}, now())`);
    }
    await tx.execute(sql`
      update documents set status = 'completed', text_revision = 1, analysis_id = ${analysisId} where id = ${id}`);
  });
  return id;
}
