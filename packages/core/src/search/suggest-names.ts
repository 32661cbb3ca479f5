import type { RouteRequest } from '@elenchus/contracts/platform/route';
import type { Suggestion } from '@elenchus/contracts/search/models';
import type { suggestNames as contract } from '@elenchus/contracts/search/routes';
import { withTenant } from '@elenchus/db/tenant';
import { type SQL, sql } from 'drizzle-orm';
import { findCase } from '../cases/find-case.ts';
import type { CallerContext } from '../platform/context.ts';

const most = 10;
/** Names read that have a word which begins as asked; more make a prefix too short to tell anything apart. */
const mostRead = 1_000;
/** From this share of trigrams in common on, a name is offered for what was mistyped. */
const leastLikeness = 0.35;
const last = '\u{10ffff}';

/**
 * Names of documents, parties and headings that begin with the prefix or have a word that does; when they are too
 * few, also those that contain it or are alike. Throws `not_found` for a case that is not there.
 */
export async function suggestNames(call: {
  readonly ctx: CallerContext<'db'>;
  readonly input: RouteRequest<typeof contract>['query'];
}): Promise<{ suggestions: string[]; details: Suggestion[] }> {
  const { ctx, input } = call;
  const { prefix, caseId } = input;
  const inCase = caseId === undefined ? sql`` : sql`and case_id = ${caseId}::uuid`;
  const beginning = (kinds: SQL) => sql`
        select n.kind, n.name, n.word_number
        from asked p cross join lateral (
          select kind, name, word_number from search_names
          where ${kinds} and folded >= p.text and folded < p.text || ${last} ${inCase}
          order by folded limit ${mostRead}::int
        ) as n`;
  const rows = await withTenant(ctx, async (tx) => {
    if (caseId !== undefined) await findCase(tx, caseId);
    return tx.execute<{ text: string; kind: Suggestion['kind'] }>(sql`
      with
      asked as materialized (
        select text, split_part(text, ' ', 1) as word from (select fold_name(${prefix}) as text) as p where text <> ''
      ),
      beginning as materialized (
        ${beginning(sql`kind <> 'heading'`)} union all ${beginning(sql`kind = 'heading'`)}
      ),
      containing as materialized (
        select n.kind, n.name from search_names n cross join asked p
        where (select count(distinct lower(name)) from beginning) < ${most}::int
          and n.word_number = 1 and n.kind <> 'heading' and length(p.text) > 2 ${inCase} and strpos(n.folded, p.text) > 0
        limit ${mostRead}::int
      ),
      alike as materialized (
        select p.word, n.name_word from asked p cross join lateral (
          select distinct split_part(folded, ' ', 1) as name_word from search_names
          where kind <> 'heading' and folded >= left(p.word, 1) and folded < left(p.word, 1) || ${last}
        ) as n
        where not exists (select from beginning) and not exists (select from containing) and length(p.word) > 3
          and similarity(left(n.name_word, length(p.word) + 1), p.word) >= ${leastLikeness}::real
        order by similarity(n.name_word, p.word) desc limit ${most}::int
      )
      select min(name) as text, (array_agg(kind order by array_position(array['title', 'document', 'party', 'heading'], kind)))[1] as kind
      from (
        select kind, name, case when word_number = 1 then 0 else 1 end as distance from beginning
        union all select kind, name, 2 from containing
        union all (select n.kind, n.name, 3 from alike a join search_names n
          on n.folded >= a.name_word and n.folded < a.name_word || ' ' || ${last} and n.kind <> 'heading' ${inCase}
          limit ${mostRead}::int)
      ) as found
      group by lower(name)
      order by min(distance), bool_and(kind = 'heading'), count(*) desc, length(min(name)), 1
      limit ${most}::int`);
  });
  return {
    suggestions: rows.map((row) => row.text),
    details: rows.map(({ text, kind }) => ({ text, kind })),
  };
}
