import { tenantTable } from './tenant-table.ts';

/** What is known of a document besides its text: its family, its e-mail header, its analyses, what people note. */
export const name = '0005-analyses';

const tables = `
create extension if not exists pg_trgm;

alter table documents
  add column parent_document_id uuid,
  -- How many files a file is inside of.
  add column family_depth int not null default 0,
  add column email jsonb,
  add column title text,
  add column metadata jsonb not null default '{}',
  add column category text,
  add column jurisdiction text,
  add column practice_area text,
  add column keywords text[] not null default '{}',
  add column tags text[] not null default '{}',
  -- The day that the document itself tells of: sent, signed, decided.
  add column document_date date,
  add column analysis_id uuid,
  -- Fields that a person has set; analyses leave them alone.
  add column edited_fields text[] not null default '{}',
  -- Files inside of it that a person has deleted.
  add column removed_files uuid[] not null default '{}',
  -- Pages that show something, of which no text could be read.
  add column pages_unread int not null default 0,
  add foreign key (organization_id, parent_document_id) references documents (organization_id, id);
create index on documents (parent_document_id) where parent_document_id is not null;

-- The share of a chunk that repeats an earlier message.
alter table chunks add column quoted_share real not null default 0;

-- Never changed; the one that \`documents.analysis_id\` names is the present one. People find a document also by
-- \`profile_text\`: its summary, parties, obligations and risks.
create table analyses (
  id uuid primary key,
  organization_id uuid not null,
  case_id uuid not null,
  document_id uuid not null,
  revision int not null,
  status text not null check (status in ('completed', 'failed')),
  content jsonb not null,
  provider text not null,
  model text not null,
  tokens_used int not null,
  cost_micro_usd bigint not null,
  reasoning text,
  party_names text[] not null,
  profile_text text not null,
  profile_tsv tsvector not null generated always as (to_tsvector('english', profile_text)) stored,
  created_at timestamptz not null,
  unique (organization_id, id),
  foreign key (organization_id, document_id, revision)
    references text_revisions (organization_id, document_id, revision) on delete cascade,
  foreign key (organization_id, case_id) references cases (organization_id, id)
);
create index on analyses (document_id, created_at desc);

alter table documents add foreign key (organization_id, analysis_id)
  references analyses (organization_id, id) on delete set null (analysis_id);
`;

const access = [tenantTable('analyses'), 'grant select, insert on analyses to app_tenant;'];

export const statements = [tables, ...access].join('\n');
