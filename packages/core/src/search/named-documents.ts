import { type SQL, sql } from 'drizzle-orm';
import { misspelling, namingThresholds } from '../retrieval/fusion-weights.ts';
import type { QueryTerms } from '../retrieval/query-terms.ts';

/** A name is looked up by likeness only if it is at least as long as this. */
const leastChars = 4;
/** A query of more words is a question; its words are no misspelt names unless capitals say so. */
const fewWords = 3;
/** Sorts after all that begins with the same characters. */
const last = '\u{10ffff}';

/**
 * The words of a question as rows of `wanted`: `words` as one query, `names` by which a document may be meant with a
 * query for each and one for any of them.
 */
export function wantedWords(terms: QueryTerms): SQL {
  const names = terms.names.length > 0 ? terms.names : terms.terms;
  const lexemes = (words: readonly string[]) =>
    sql`tsvector_to_array(to_tsvector('english', ${words.join(' ')}))`;
  return sql`
  select w.names, array(select quote_literal(n)::tsquery from unnest(w.names) as n) as name_queries,
         (select coalesce(string_agg(quote_literal(n), ' | '), '') from unnest(w.names) as n)::tsquery as any_name,
         w.terms, (select coalesce(string_agg(quote_literal(n), ' | '), '') from unnest(w.terms) as n)::tsquery as words
  from (select ${lexemes(terms.terms)} as terms, ${lexemes(names)} as names) as w`;
}

/**
 * Common table expressions that end in `naming (id, lexeme, is_alike)` and `named (id, closeness, is_alike)`: the
 * documents in `scope` that the question means. A word that neither a title nor a passage has may be a name
 * misspelt: then the names most alike count.
 */
export function namedDocuments(terms: QueryTerms): SQL {
  const isNamed = terms.names.length > 0;
  const isShort = terms.terms.length <= fewWords;
  const threshold = isNamed ? namingThresholds.names : namingThresholds.anyWords;
  const likeness = isShort ? misspelling.inFewWords : misspelling.inQuestion;
  const loose = isShort ? terms.terms : terms.names;
  const words = loose.filter((word) => word.length >= leastChars);
  return sql`
in_titles as materialized (
  select s.id, n.lexeme from scope s cross join lateral unnest(s.title_lexemes) as n (lexeme)
),
spellings as materialized (
  select u.word, n.name_word, similarity(n.name_word, u.word) as likeness
  from (
    select word from unnest(${sql.param(words)}::text[]) as word
    where not exists (
      select from in_titles t where t.lexeme = any (tsvector_to_array(to_tsvector('english', word))))
  ) as u
  cross join lateral (
    select distinct split_part(folded, ' ', 1) as name_word from search_names
    where kind <> 'heading' and folded >= left(u.word, 1) and folded < left(u.word, 1) || ${last}
  ) as n
  where similarity(n.name_word, u.word) >= ${likeness}::real
    and length(n.name_word) between length(u.word) - 2 and length(u.word) + 2
),
alike as materialized (
  select s.word, n.document_id as id, max(s.likeness) as likeness,
         max(max(s.likeness)) over (partition by s.word) as most
  from spellings s
  join search_names n on n.kind <> 'heading' and n.folded >= s.name_word and n.folded < s.name_word || ' ' || ${last}
  where n.document_id in (select id from scope)
  group by s.word, n.document_id
),
misspelt as materialized (
  select u.word from (select distinct word from alike) as u
  where not exists (
    select from scope s join chunks c on c.document_id = s.id and c.revision = s.text_revision
    where c.tsv @@ plainto_tsquery('english', u.word))
),
naming as materialized (
  select id, lexeme, false as is_alike from in_titles
  union all
  select a.id, a.word, true from alike a join misspelt m using (word) where a.likeness = a.most
),
title_scores as (
  select n.id, sum(ln((w.documents + 1) / (n.known + 0.5))) as score, bool_or(n.is_alike) as is_alike, w.documents
  from (select *, count(*) over (partition by lexeme) as known from naming) as n
  cross join (select count(*)::float8 as documents from scope) as w
  group by n.id, w.documents
),
named as materialized (
  select id, score / max(score) over () as closeness, is_alike
  from title_scores where score > 0 and (is_alike or score >= ln(documents + 1) * ${threshold}::float8)
)`;
}
