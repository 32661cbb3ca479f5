import type { FacetName, SearchMode, SearchSort } from '@elenchus/contracts/search/models';
import { type SQL, sql } from 'drizzle-orm';
import { fusionWeights } from '../retrieval/fusion-weights.ts';
import type { QueryTerms } from '../retrieval/query-terms.ts';
import { vectorLiteral } from '../retrieval/vector-literal.ts';
import { type Candidates, candidateRows } from './candidates.ts';
import { facetObject } from './facets.ts';
import { namedDocuments, wantedWords } from './named-documents.ts';
import type { StrictFilter } from './query-syntax/strict-filter.ts';
import type { SearchPosition } from './search-position.ts';
import { type SearchScope, scopeRows } from './search-scope.ts';

export interface PassageQuery {
  readonly scope: SearchScope;
  readonly terms: QueryTerms;
  readonly vector: Float32Array;
  readonly modelId: string;
  readonly mode: SearchMode;
  readonly sort: SearchSort;
  /** What every passage must hold, besides ranking by the words. */
  readonly filter: StrictFilter | null;
  /** Whether that is all that makes a passage relevant. */
  readonly filterSuffices: boolean;
  /** Least similarity at which vectors alone make a passage relevant. */
  readonly leastSimilarity: number;
  /** Whether all passages must reach it, also those that share words. */
  readonly requiresSimilarity: boolean;
  readonly candidates: Candidates;
  readonly facets: readonly FacetName[];
  readonly limit: number;
  readonly after: SearchPosition | undefined;
}

export interface PassageRow {
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
  readonly position: SearchPosition['after'];
}

/** Sorted by date or name, only passages with this share of the best score are shown. */
const leastShareOfBest = 0.5;
const noDocument = '00000000-0000-0000-0000-000000000000';

/**
 * The one statement of a search; answers one row `(hits, facets, nearest)`, the last how many candidates an index gave. Documents that the question names by words of
 * their titles come first; in them, passages are ranked without those words, by full text with OR semantics
 * (`ts_rank`, normalised by length), by the words in which clauses speak of the matter, by synonyms, by the
 * headings above them, and by cosine similarity of the vectors. Documents whose names or profiles have the words are found too.
 */
export function passageQuery(query: PassageQuery): SQL {
  const { terms, mode, sort, limit, filter, after } = query;
  const useText = mode !== 'semantic';
  const useVectors = mode !== 'keyword';
  const readsVectors = useVectors || query.requiresSimilarity;
  const depth = (after?.depth ?? 0) + limit;
  const isNarrowed = filter !== null || sort !== 'relevance' || query.facets.length > 0;
  const weight = (name: keyof typeof fusionWeights, column: string, counts: boolean) =>
    sql`${counts ? fusionWeights[name] : 0}::float8 * ${sql.raw(`r.${column} / greatest(m.${column}, 1e-9)`)}`;
  return sql`
with
wanted as materialized (${wantedWords(terms)}),
scope as materialized (${scopeRows(query.scope, sort)}),
${namedDocuments(terms)},
queries as materialized (
  select *, terms || expansions || synonyms as any_word from (
  select
    coalesce((select string_agg(quote_literal(t.lexeme), ' | ') from unnest(w.terms) as t (lexeme)
      where t.lexeme not in (select n.lexeme from naming n join named d using (id) where d.closeness = 1)
    ), '')::tsquery as terms,
    ${anyOf(terms.expansions)} as expansions,
    ${anyOf(terms.synonyms)} as synonyms,
    ${
      isNarrowed
        ? sql`false`
        : sql`coalesce((select sum(chunk_count) from named join documents using (id)) >= ${depth}::int, false)
      and not exists (select from named where is_alike)`
    } as named_suffice
  from wanted w
  ) as q
),
demands as materialized (select ${filter?.leaves ?? sql`1 as none`}),
${candidateRows(query.candidates, query)},
relevant as materialized (
  select * from (
    select c.id, c.document_id, c.quoted_share, coalesce(d.closeness, 0) as closeness,
           ${useText ? textRanks : noTextRanks},
           ${readsVectors ? sql`1 - (e.embedding <=> ${vectorLiteral(query.vector)}::vector)` : sql`0::float8`} as similarity,
           s.document_rank, c.ordinal = 0 as is_first, s.day, s.name
    from queries q cross join demands x cross join scope s
    left join named d on d.id = s.id
    join chunks c on c.document_id = s.id and c.revision = s.text_revision
    ${readsVectors ? sql`join chunk_embeddings e on e.chunk_id = c.id and e.model_id = ${query.modelId}` : sql``}
    where (d.id is not null or not q.named_suffice)
      and ${query.candidates.kind === 'exact' ? sql`true` : sql`c.id in (select id from candidates)`}
      and ${filter?.holds ?? sql`true`}
    -- Without it the conditions below would work out every rank a second time.
    offset 0
  ) as ranked
  where (${!query.requiresSimilarity} or similarity >= ${query.leastSimilarity}::float8)
    and (${query.filterSuffices}
      or closeness > 0
      or terms_rank + expansions_rank + synonyms_rank + headings_rank > 0
      or (${useText} and document_rank > 0 and is_first)
      or (${useVectors} and similarity >= ${query.leastSimilarity}::float8))
),
most as (
  select closeness > 0 as is_named, max(terms_rank) as terms_rank, max(expansions_rank) as expansions_rank,
         max(synonyms_rank) as synonyms_rank, max(headings_rank) as headings_rank,
         max(document_rank) as document_rank, max(similarity) as similarity
  from relevant group by 1
),
scored as (
  select r.id, r.document_id, r.closeness, r.similarity, r.terms_rank + r.expansions_rank + r.synonyms_rank as text_rank,
         r.day, r.name,
         ${fusionWeights.closeness}::float8 * r.closeness + (
           ${weight('terms', 'terms_rank', useText)}
           + ${weight('expansions', 'expansions_rank', useText)}
           + ${weight('synonyms', 'synonyms_rank', useText)}
           + ${weight('headings', 'headings_rank', useText)}
           + ${weight('document', 'document_rank', useText)}
           + ${weight('similarity', 'similarity', useVectors)}
         ) * (1 - ${fusionWeights.quoted}::float8 * r.quoted_share) as score
  from relevant r join most m on m.is_named = (r.closeness > 0)
),
shown as ${isNarrowed ? sql`materialized` : sql`not materialized`} (${shownRows(sort)}),
page as (
  select * from shown
  ${after ? sql`where (name, day_order, document_order, -score, id) > (${after.after[0]}, ${after.after[1]}::int, ${after.after[2]}::uuid, ${after.after[3]}::float8, ${after.after[4]}::uuid)` : sql``}
  order by name, day_order, document_order, -score, id limit ${limit}::int
)
select
  (select coalesce(json_agg(h order by h.name, h.day_order, h.document_order, -h.score, h.chunk_id), '[]') from (
    select c.id as chunk_id, c.document_id, c.case_id, d.file_name, c.revision, c.page_from, c.page_to,
           c.start_offset, c.end_offset, c.content, f.score, f.similarity, f.text_rank, f.closeness,
           f.name, f.day_order, f.document_order,
           json_build_array(f.name, f.day_order, f.document_order, -f.score, f.id) as position
    from page f join chunks c using (id) join documents d on d.id = c.document_id
  ) as h) as hits,
  ${facetObject(query.facets, sql`select document_id from shown`)} as facets,
  (select count(*)::int from nearest) as nearest`;
}

const textRanks = sql`ts_rank(c.tsv, q.terms, 1) as terms_rank,
           ts_rank(c.tsv, q.expansions, 1) as expansions_rank,
           ts_rank(c.tsv, q.synonyms, 1) as synonyms_rank,
           ts_rank(c.heading_tsv, q.any_word, 1) as headings_rank`;
const noTextRanks = sql`0::real as terms_rank, 0::real as expansions_rank, 0::real as synonyms_rank, 0::real as headings_rank`;

/** The scored passages with what they are ordered by. */
function shownRows(sort: SearchSort): SQL {
  if (sort === 'relevance')
    return sql`select *, 0 as day_order, ${noDocument}::uuid as document_order from scored`;
  return sql`
  select *, ${sort === 'date' ? sql`date '1970-01-01' - day` : sql`0`} as day_order, document_id as document_order
  from scored where score >= ${leastShareOfBest}::float8 * (select max(score) from scored)`;
}

/** A query for any of the words. */
function anyOf(words: readonly string[]): SQL {
  return sql`coalesce((select string_agg(quote_literal(x), ' | ')
      from unnest(tsvector_to_array(to_tsvector('english', ${words.join(' ')}))) as x), '')::tsquery`;
}
