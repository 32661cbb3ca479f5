import { tenantTable } from './tenant-table.ts';

/** Cases, documents, their texts, chunks and vectors. */
export const name = '0003-documents';

const tables = `
create table cases (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  client_name text not null,
  client_email text,
  client_phone text,
  title text,
  matter_number text,
  practice_area text,
  jurisdiction text,
  status text not null default 'OPEN' check (status in ('OPEN', 'CLOSED', 'ARCHIVED')),
  legal_hold boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id)
);

create table documents (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  case_id uuid not null,
  batch_id uuid not null,
  file_name text not null,
  size_bytes bigint not null,
  announced_sha256 text,
  upload_expires_at timestamptz not null,
  original_version_id text,
  media_type text,
  sha256 text,
  page_count int,
  status text not null default 'awaiting_upload'
    check (status in ('awaiting_upload', 'pending', 'processing', 'completed', 'failed', 'rejected')),
  progress real not null default 0,
  failure_code text,
  failure_message text,
  attempt int not null default 1,
  -- Attempts that the reconciler began by itself since somebody last asked for one.
  automatic_attempts int not null default 0,
  text_revision int,
  pages_with_text int not null default 0,
  pages_by_ocr int not null default 0,
  chunk_count int not null default 0,
  vector_count int not null default 0,
  duplicate_of uuid,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id),
  foreign key (organization_id, case_id) references cases (organization_id, id),
  foreign key (organization_id, duplicate_of) references documents (organization_id, id),
  check ((failure_code is not null) = (status in ('failed', 'rejected')))
);
create index on documents (organization_id, case_id);
create index on documents (organization_id, batch_id);
create index documents_unfinished on documents (updated_at)
  where status in ('awaiting_upload', 'pending', 'processing');
-- Of equal files in a case one is the original; the others point to it.
create unique index documents_original on documents (case_id, sha256)
  where status = 'completed' and duplicate_of is null;

-- An extraction, immutable once written; its text is JSON in the object store under \`text_key\`. People name
-- a document by the words of \`title_text\`: its file name, its beginning, its parties.
create table text_revisions (
  organization_id uuid not null,
  document_id uuid not null,
  revision int not null,
  text_key text not null,
  text_length int not null,
  page_count int not null,
  pages_with_text int not null,
  pages_by_ocr int not null,
  title_text text not null,
  title_tsv tsvector not null generated always as (to_tsvector('english', title_text)) stored,
  created_at timestamptz not null,
  primary key (document_id, revision),
  unique (organization_id, document_id, revision),
  foreign key (organization_id, document_id) references documents (organization_id, id) on delete cascade
);

create table chunks (
  id uuid primary key,
  organization_id uuid not null,
  case_id uuid not null,
  document_id uuid not null,
  revision int not null,
  ordinal int not null,
  content text not null,
  page_from int not null,
  page_to int not null,
  start_offset int not null,
  end_offset int not null,
  heading_path text[] not null,
  tsv tsvector not null generated always as (to_tsvector('english', content)) stored,
  unique (document_id, revision, ordinal),
  unique (organization_id, id),
  foreign key (organization_id, document_id, revision)
    references text_revisions (organization_id, document_id, revision) on delete cascade,
  foreign key (organization_id, case_id) references cases (organization_id, id)
);
create index on chunks (organization_id, case_id);
-- A vector of 512 dimensions would otherwise be moved out of its row, which makes scans four times slower.
alter table chunks set (toast_tuple_target = 8160);

-- No fixed dimension: vectors of several models stand side by side.
create table chunk_embeddings (
  organization_id uuid not null,
  chunk_id uuid not null,
  model_id text not null,
  embedding vector not null,
  primary key (chunk_id, model_id),
  foreign key (organization_id, chunk_id) references chunks (organization_id, id) on delete cascade
);
alter table chunk_embeddings set (toast_tuple_target = 8160);

create table document_events (
  id uuid primary key,
  organization_id uuid not null,
  document_id uuid not null,
  attempt int not null,
  stage text not null,
  status text not null check (status in ('running', 'completed', 'rejected', 'failed', 'interrupted')),
  started_at timestamptz not null,
  duration_ms int,
  detail text,
  foreign key (organization_id, document_id) references documents (organization_id, id) on delete cascade
);
create index on document_events (document_id, id);

-- Objects of deleted documents, until the object store has confirmed that they are gone.
create table object_deletions (
  organization_id uuid not null references organizations (id),
  key_prefix text primary key,
  created_at timestamptz not null
);
`;

const access = [
  ...[
    'cases',
    'documents',
    'text_revisions',
    'chunks',
    'chunk_embeddings',
    'document_events',
    'object_deletions',
  ].map((table) => tenantTable(table)),
  'grant select, insert, update, delete on documents to app_tenant;',
  'grant select, insert, update on cases, document_events to app_tenant;',
  'grant select, insert, delete on chunks, chunk_embeddings, object_deletions to app_tenant;',
  'grant select, insert on text_revisions to app_tenant;',
  // Narrow work across tenants: finding what is stuck. What is found is then handled as its own tenant.
  'create policy jobs on documents for select to app_jobs using (true);',
  'create policy jobs on object_deletions for select to app_jobs using (true);',
  'grant select (id, organization_id, status, attempt, automatic_attempts, upload_expires_at, updated_at) on documents to app_jobs;',
  'grant select on object_deletions to app_jobs;',
];

export const statements = [tables, ...access].join('\n');
