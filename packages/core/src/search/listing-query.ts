import type { FacetName, SearchSort } from '@elenchus/contracts/search/models';
import { type SQL, sql } from 'drizzle-orm';
import { facetObject } from './facets.ts';
import { wantedWords } from './named-documents.ts';
import type { SearchPosition } from './search-position.ts';
import { type SearchScope, scopeRows } from './search-scope.ts';

export interface ListingQuery {
  readonly scope: SearchScope;
  readonly sort: Exclude<SearchSort, 'relevance'>;
  readonly facets: readonly FacetName[];
  readonly limit: number;
  readonly after: SearchPosition | undefined;
}

const nothing = { terms: [], names: [], expansions: [], synonyms: [], passageText: '' };

/** The documents in scope, each with its first passage; one row `(hits, facets)` as from a search. */
export function listingQuery({ scope, sort, facets, limit, after }: ListingQuery): SQL {
  return sql`
with
wanted as materialized (${wantedWords(nothing)}),
scope as materialized (${scopeRows(scope, sort)}),
shown as materialized (
  select s.id as document_id, c.id, s.name,
         ${sort === 'date' ? sql`date '1970-01-01' - s.day` : sql`0`} as day_order
  from scope s join chunks c on c.document_id = s.id and c.revision = s.text_revision and c.ordinal = 0
),
page as (
  select * from shown
  ${after ? sql`where (name, day_order, document_id) > (${after.after[0]}, ${after.after[1]}::int, ${after.after[2]}::uuid)` : sql``}
  order by name, day_order, document_id limit ${limit}::int
)
select
  (select coalesce(json_agg(h order by h.name, h.day_order, h.document_id), '[]') from (
    select c.id as chunk_id, c.document_id, c.case_id, d.file_name, c.revision, c.page_from, c.page_to,
           c.start_offset, c.end_offset, c.content, 0 as score, 0 as similarity, 0 as text_rank, 0 as closeness,
           f.name, f.day_order, json_build_array(f.name, f.day_order, f.document_id, 0, c.id) as position
    from page f join chunks c using (id) join documents d on d.id = c.document_id
  ) as h) as hits,
  ${facetObject(facets, sql`select document_id from shown`)} as facets`;
}
