import { tenantTable } from './tenant-table.ts';

/** What search stands on: weighted names and headings, the names that are suggested, vector indexes of large tenants. */
export const name = '0006-search';

const folding = `
-- Words of a name, parted by one space, lower case: punctuation and the dots of file names say nothing.
create function fold_name(value text) returns text language sql immutable parallel safe
  return btrim(lower(regexp_replace(value, '[\\s!-/:-@\\[-\`{-~\\u2010-\\u203a\\u00a0\\u00ab\\u00bb]+', ' ', 'g')));
create function fold_names(value text[]) returns text language sql immutable parallel safe
  return fold_name(array_to_string(value, ' '));
`;

const columns = `
-- The file name counts twice what the title counts.
alter table documents add column name_tsv tsvector not null generated always as (
  setweight(to_tsvector('english', fold_name(file_name)), 'A') ||
  setweight(to_tsvector('english', fold_name(coalesce(title, ''))), 'B')) stored;
alter table chunks add column heading_tsv tsvector not null generated always as (
  to_tsvector('english', fold_names(heading_path))) stored;

-- Every search looks through the titles of its scope; out of their rows they are five times slower to read.
alter table text_revisions set (toast_tuple_target = 8160);
create index on chunk_embeddings (organization_id, model_id);
`;

/**
 * Row-level security keeps trigram and full-text indexes out of reach (their operators may leak), but not the
 * order of texts: so each name stands here once for each of its words, from that word on.
 */
const names = `
create table search_names (
  organization_id uuid not null,
  case_id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('document', 'title', 'party', 'heading')),
  name text not null,
  -- The folded name from its n-th word on.
  word_number int not null,
  folded text collate "C" not null
);
create index on search_names (document_id);
create index on search_names (organization_id, folded);
create index search_names_words on search_names (organization_id, folded) where kind <> 'heading';
create index search_names_whole on search_names (organization_id) include (case_id, document_id, kind, name, folded)
  where word_number = 1 and kind <> 'heading';

create function write_search_names(new documents) returns void language plpgsql as $$
begin
  delete from search_names where document_id = new.id;
  insert into search_names (organization_id, case_id, document_id, kind, name, word_number, folded)
  select new.organization_id, new.case_id, new.id, n.kind, n.name, w.number,
         left(array_to_string(n.words[w.number:], ' '), 100)
  from (
    select f.kind, min(f.name) as name, string_to_array(f.folded, ' ') as words
    from (
      select given.kind, left(given.name, 200) as name, fold_name(left(given.name, 200)) as folded
      from (
        select 'document' as kind, new.file_name as name
        union all select 'title', new.title
        union all select 'party', p.name
          from analyses a cross join lateral unnest(a.party_names) as p (name) where a.id = new.analysis_id
        union all (select distinct 'heading', h.title
          from chunks c cross join lateral unnest(c.heading_path) as h (title)
          where c.document_id = new.id and c.revision = new.text_revision
            and length(h.title) between 2 and 120
          limit 100)
      ) as given
    ) as f
    where f.folded <> ''
    group by f.kind, f.folded
  ) as n
  cross join lateral generate_series(
    1, least(cardinality(n.words), case n.kind when 'heading' then 3 else 6 end)) as w (number);
end $$;
create function refresh_search_names() returns trigger language plpgsql as $$
begin
  perform write_search_names(new);
  return null;
end $$;
`;

/** From here on names follow what becomes of documents. */
const followers = `
alter table search_names add foreign key (organization_id, document_id)
  references documents (organization_id, id) on delete cascade;
create trigger search_names_of_new after insert on documents
  for each row when (new.status = 'completed') execute function refresh_search_names();
create trigger search_names_of_changed after update on documents
  for each row when (new.status = 'completed' and
    (old.status, old.file_name, old.title, old.text_revision, old.analysis_id, old.case_id)
    is distinct from (new.status, new.file_name, new.title, new.text_revision, new.analysis_id, new.case_id))
  execute function refresh_search_names();
`;

const vectorIndexes = `
-- Tenants with many vectors of a model have an HNSW index of their own, made and dropped by a scheduled function.
create table vector_indexes (
  organization_id uuid not null references organizations (id),
  model_id text not null,
  dimensions int not null,
  index_name text not null unique,
  state text not null check (state in ('building', 'ready', 'dropping')),
  -- Until then the state belongs to the run that set it.
  claimed_until timestamptz not null,
  primary key (organization_id, model_id)
);
`;

const access = [
  tenantTable('search_names'),
  'grant select, insert, delete on search_names to app_tenant;',
  tenantTable('vector_indexes'),
  'grant select on vector_indexes to app_tenant;',
  // Only the owner can make indexes, and keeps the list of them.
  'create policy maintenance on vector_indexes to current_user using (true) with check (true);',
  // Counting across tenants, without the vectors or the chunks they belong to.
  'create policy jobs on chunk_embeddings for select to app_jobs using (true);',
  'grant select (organization_id, model_id) on chunk_embeddings to app_jobs;',
];

/**
 * Names of the documents that were there before; once more, it does those that have changed meanwhile. Each
 * tenant's by itself, since under forced row-level security the tables' owner sees no others.
 */
const backfill = `
do $$
declare tenant uuid;
begin
  foreach tenant in array coalesce(
    (select array_agg(distinct organization_id) from documents where status = 'completed'), '{}')
  loop
    perform set_config('app.organization_id', tenant::text, true);
    perform write_search_names(d) from documents d
    where d.organization_id = tenant and d.status = 'completed'
      and (d.updated_at > now() - interval '5 minutes'
           or not exists (select from search_names n where n.document_id = d.id));
  end loop;
  perform set_config('app.organization_id', '', true);
end $$;
`;

/** The owner becomes a tenant among others, for what it does across them. */
const membership = 'grant app_jobs, app_tenant to current_user;';

/** At once, so that nobody who already reads one of them can be in the way of the rest. */
const lock = 'lock table documents, chunks, chunk_embeddings in access exclusive mode;';

// The long part first, beside which all goes on; the locks then last as long as the columns take.
export const statements = [
  membership,
  folding,
  names,
  backfill,
  lock,
  followers,
  backfill,
  columns,
  vectorIndexes,
  ...access,
].join('\n');
