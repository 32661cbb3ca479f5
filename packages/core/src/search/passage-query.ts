import type { SearchMode } from '@elenchus/contracts/search/models';
import { type SQL, sql } from 'drizzle-orm';
import { fusionWeights, namingThresholds } from '../retrieval/fusion-weights.ts';
import type { QueryTerms } from '../retrieval/query-terms.ts';
import { vectorLiteral } from '../retrieval/vector-literal.ts';

export interface PassageQuery {
  readonly terms: QueryTerms;
  readonly vector: Float32Array;
  readonly modelId: string;
  readonly mode: SearchMode;
  readonly caseId: string | undefined;
  readonly documentIds: readonly string[] | undefined;
  readonly limit: number;
  readonly offset: number;
}

export interface PassageRow extends Record<string, unknown> {
  readonly chunk_id: string;
  readonly document_id: string;
  readonly case_id: string;
  readonly file_name: string;
  readonly revision: number;
  readonly page_from: number;
  readonly page_to: number;
  readonly start_offset: number;
  readonly end_offset: number;
  readonly content: string;
  readonly score: number;
  readonly similarity: number;
  readonly text_rank: number;
  /** How well the title of the document fits the names in the question, 0 to 1. */
  readonly closeness: number;
}

/** Below this similarity the offline vectors of two texts have no more in common than any two. */
const leastSimilarity = 0.12;

/**
 * The one statement of a search. Documents that the question names by words of their titles come first; in
 * them, passages are ranked without those words, by full text with OR semantics (`ts_rank`, normalised by
 * length), by the words in which clauses speak of the matter, and by exact cosine similarity of the vectors.
 * Duplicates are found once, unless they are asked for by id.
 */
export function passageQuery(query: PassageQuery): SQL {
  const { terms, mode, limit, offset } = query;
  const named = terms.names.length > 0;
  const useText = mode === 'semantic' ? 0 : 1;
  const useVectors = mode === 'keyword' ? 0 : 1;
  const documentIds = query.documentIds ? `{${query.documentIds.join(',')}}` : null;
  return sql`
with
scope as materialized (
  select d.id, d.text_revision, d.file_name, d.case_id, r.title_tsv
  from documents d
  join text_revisions r on r.document_id = d.id and r.revision = d.text_revision
  where (${query.caseId ?? null}::uuid is null or d.case_id = ${query.caseId ?? null}::uuid)
    and (${documentIds}::uuid[] is null or d.id = any (${documentIds}::uuid[]))
    and (d.duplicate_of is null or ${documentIds}::uuid[] is not null)
),
wanted as materialized (
  select tsvector_to_array(to_tsvector('english', ${terms.terms.join(' ')})) as terms,
         tsvector_to_array(to_tsvector('english', ${(named ? terms.names : terms.terms).join(' ')})) as names,
         ln(count(*) + 1)::float8 as ln_documents, count(*)::float8 as documents
  from scope
),
naming as materialized (
  select s.id, n.lexeme, count(*) over (partition by n.lexeme)::float8 as known
  from wanted w cross join lateral unnest(w.names) as n(lexeme)
  join scope s on n.lexeme = any (tsvector_to_array(s.title_tsv))
),
title_scores as (
  select n.id, sum(ln((w.documents + 1) / (n.known + 0.5))) as score
  from naming n cross join wanted w group by n.id
),
named as materialized (
  select t.id, t.score / max(t.score) over () as closeness
  from title_scores t cross join wanted w
  where t.score > 0
    and t.score >= w.ln_documents * ${named ? namingThresholds.names : namingThresholds.anyWords}::float8
),
queries as materialized (
  select
    coalesce((select string_agg(quote_literal(t.lexeme), ' | ') from unnest(w.terms) as t(lexeme)
      where t.lexeme not in (select n.lexeme from naming n join named d using (id) where d.closeness = 1)
    ), '')::tsquery as terms,
    coalesce((select string_agg(quote_literal(x), ' | ')
      from unnest(tsvector_to_array(to_tsvector('english', ${terms.expansions.join(' ')}))) as x
    ), '')::tsquery as expansions,
    (select count(*) from named d join scope s using (id)
      join chunks c on c.document_id = s.id and c.revision = s.text_revision
    ) >= ${limit + offset}::int as named_suffice
  from wanted w
),
ranked as materialized (
  select c.id, coalesce(d.closeness, 0) as closeness,
         ts_rank(c.tsv, q.terms, 1) as terms_rank,
         ts_rank(c.tsv, q.expansions, 1) as expansions_rank,
         1 - (e.embedding <=> ${vectorLiteral(query.vector)}::vector) as similarity
  from queries q cross join scope s
  left join named d on d.id = s.id
  join chunks c on c.document_id = s.id and c.revision = s.text_revision
  join chunk_embeddings e on e.chunk_id = c.id and e.model_id = ${query.modelId}
  where d.id is not null or not q.named_suffice
),
relevant as (
  select * from ranked
  where closeness > 0
    or (${useText} = 1 and terms_rank + expansions_rank > 0)
    or (${useVectors} = 1 and similarity >= ${leastSimilarity}::float8)
),
scored as (
  select id, closeness, similarity, terms_rank + expansions_rank as text_rank,
         ${fusionWeights.closeness}::float8 * closeness
         + ${useText * fusionWeights.terms}::float8 * terms_rank / greatest(max(terms_rank) over w, 1e-9)
         + ${useText * fusionWeights.expansions}::float8 * expansions_rank / greatest(max(expansions_rank) over w, 1e-9)
         + ${useVectors * fusionWeights.similarity}::float8 * similarity / greatest(max(similarity) over w, 1e-9) as score
  from relevant window w as (partition by closeness > 0)
  order by score desc, id limit ${limit}::int offset ${offset}::int
)
select c.id as chunk_id, c.document_id, c.case_id, s.file_name, c.revision, c.page_from, c.page_to,
       c.start_offset, c.end_offset, c.content, f.score, f.similarity, f.text_rank, f.closeness
from scored f join chunks c using (id) join scope s on s.id = c.document_id
order by f.score desc, c.id`;
}
