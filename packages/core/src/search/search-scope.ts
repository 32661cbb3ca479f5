import type { SearchFilters, SearchSort } from '@elenchus/contracts/search/models';
import { type SQL, sql } from 'drizzle-orm';
import { documentWeights } from '../retrieval/fusion-weights.ts';
import { mediaTypesOf } from './media-types.ts';

/** Which documents a search looks through. */
export interface SearchScope {
  readonly caseId: string | undefined;
  readonly documentIds: readonly string[] | undefined;
  readonly filters: SearchFilters;
  /** Documents that came in later are left out, so that the pages of a search fit together. */
  readonly asOf: Date;
}

/** The day that a document tells of, else the day on which it came in. */
export const documentDay = sql`coalesce(d.document_date, (d.created_at at time zone 'UTC')::date)`;

/** From this likeness of its trigrams on, a name counts as the party that was asked for. */
const partyLikeness = 0.6;

/** Whether nothing narrows the search to less than the whole organization. */
export function isWhole({ caseId, documentIds, filters }: SearchScope): boolean {
  return caseId === undefined && documentIds === undefined && conditions(filters).length === 0;
}

/**
 * The documents in scope as rows `scope (id, text_revision, day, name, title_lexemes, document_rank)`, given `wanted w`.
 * Duplicates are left out unless they are asked for by id.
 */
export function scopeRows(scope: SearchScope, sort: SearchSort): SQL {
  const { caseId, documentIds, filters, asOf } = scope;
  const where = [
    sql`d.created_at <= ${asOf.toISOString()}::timestamptz`,
    ...(caseId === undefined ? [] : [sql`d.case_id = ${caseId}::uuid`]),
    documentIds === undefined ? sql`d.duplicate_of is null` : sql`d.id = any (${uuids(documentIds)})`,
    ...conditions(filters),
  ];
  const { fileName, title, profile } = documentWeights;
  const ranks = sql.raw(`'{0, 0, ${title / fileName}, 1}'`);
  return sql`
  select d.id, d.text_revision, ${documentDay} as day,
         ${sort === 'name' ? sql`lower(d.file_name)` : sql`''::text`} as name,
         case when r.title_tsv @@ w.any_name then array(
           select n.lexeme from unnest(w.names, w.name_queries) as n (lexeme, query) where r.title_tsv @@ n.query
         ) end as title_lexemes,
         ts_rank(${ranks}, d.name_tsv, w.words)
         + ${profile / fileName}::real * coalesce(ts_rank(a.profile_tsv, w.words, 1), 0) as document_rank
  from wanted w cross join documents d
  join text_revisions r on r.document_id = d.id and r.revision = d.text_revision
  left join analyses a on a.id = d.analysis_id
  where ${sql.join(where, sql` and `)}`;
}

function conditions({ type, party, dateFrom, dateTo, tag, category }: SearchFilters): SQL[] {
  return [
    ...(type === undefined ? [] : [sql`d.media_type = any (${texts(list(type).flatMap(mediaTypesOf))})`]),
    ...(tag === undefined ? [] : [sql`d.tags && ${texts(list(tag))}`]),
    ...(category === undefined ? [] : [sql`d.category = any (${texts(list(category))})`]),
    ...(dateFrom === undefined ? [] : [sql`${documentDay} >= ${dateFrom}::date`]),
    ...(dateTo === undefined ? [] : [sql`${documentDay} <= ${dateTo}::date`]),
    ...(party === undefined ? [] : [hasParty(list(party))]),
  ];
}

/** The name as given, as a part of a longer one, or with a slip of the pen. */
function hasParty(parties: readonly string[]): SQL {
  return sql`d.id in (
    select n.document_id from search_names n cross join unnest(${texts(parties)}) as p (name)
    where n.kind = 'party' and n.word_number = 1
      and (strpos(n.folded, fold_name(p.name)) > 0
           or word_similarity(fold_name(p.name), n.folded) >= ${partyLikeness}::real))`;
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function texts(values: readonly string[]): SQL {
  return sql`${sql.param([...values])}::text[]`;
}

function uuids(values: readonly string[]): SQL {
  return sql`${`{${values.join(',')}}`}::uuid[]`;
}
