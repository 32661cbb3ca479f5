import type { FacetName } from '@elenchus/contracts/search/models';
import { type SQL, sql } from 'drizzle-orm';
import { documentDay } from './search-scope.ts';

/** Values shown of each facet. */
const most = 20;

/** Rows of values, one for each document `d` that has them. */
const values: Readonly<Record<FacetName, SQL>> = {
  type: sql`select d.id, d.media_type as value from found d where d.media_type is not null`,
  month: sql`select d.id, to_char(${documentDay}, 'YYYY-MM') as value from found d`,
  tag: sql`select d.id, v.value from found d cross join lateral unnest(d.tags) as v (value)`,
  party: sql`select d.id, v.value from found d join analyses a on a.id = d.analysis_id
    cross join lateral unnest(a.party_names) as v (value)`,
};

/** One JSON object: for each facet the values that most of the documents found have, and how many they are. */
export function facetObject(names: readonly FacetName[], documentIds: SQL): SQL {
  if (names.length === 0) return sql`'{}'::json`;
  const entries = [...new Set(names)].map(
    (name) => sql`${sql.raw(`'${name}'`)}, (
      select coalesce(json_agg(json_build_object('value', v.value, 'count', v.count) order by v.count desc, v.value), '[]')
      from (
        select value, count(distinct id)::int as count from (${values[name]}) as each
        group by value order by 2 desc, 1 limit ${most}::int
      ) as v)`,
  );
  return sql`(with found as materialized (select * from documents where id in (${documentIds}))
    select json_build_object(${sql.join(entries, sql`, `)}))`;
}
