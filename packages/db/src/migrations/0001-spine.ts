/** Roles, tenancy, identity, cases, documents with their texts, chunks and vectors, conversations. */
export const name = '0001-spine';

const roles = `
do $$
declare r text;
begin
  foreach r in array array['app_tenant', 'app_auth', 'app_jobs'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I nologin noinherit', r);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'elenchus_login') then
    create role elenchus_login login noinherit;
  end if;
end $$;
grant app_tenant, app_auth, app_jobs to elenchus_login;

create extension if not exists vector;

revoke create on schema public from public;
grant usage on schema public to app_tenant, app_auth, app_jobs;

-- The tenant of the transaction; null, so no rows, when none is set.
create function app_organization_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.organization_id', true), '')::uuid $$;
`;

const identity = `
create table organizations (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

create table users (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  email text not null unique,
  password_hash text not null,
  full_name text not null,
  role text not null check (role in ('viewer', 'paralegal', 'attorney', 'admin', 'owner')),
  is_active boolean not null default true,
  last_login_at timestamptz,
  created_at timestamptz not null,
  unique (organization_id, id)
);

create table sessions (
  id uuid primary key,
  organization_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  unique (organization_id, id),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);
create index on sessions (user_id);

-- Only the SHA-256 of a refresh token is kept. A spent one stays until it expires, so that its reuse is seen.
create table refresh_tokens (
  token_hash bytea primary key,
  organization_id uuid not null,
  session_id uuid not null,
  expires_at timestamptz not null,
  spent_at timestamptz,
  foreign key (organization_id, session_id) references sessions (organization_id, id) on delete cascade
);
create index on refresh_tokens (session_id);

-- The keys that sign access tokens; the newest one signs, all of them verify.
create table signing_keys (
  kid text primary key,
  public_jwk jsonb not null,
  private_jwk jsonb not null,
  created_at timestamptz not null
);
`;

const documents = `
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

-- An extraction, immutable once written; its text is JSON in the object store under \`text_key\`.
create table text_revisions (
  organization_id uuid not null,
  document_id uuid not null,
  revision int not null,
  text_key text not null,
  text_length int not null,
  page_count int not null,
  pages_with_text int not null,
  pages_by_ocr int not null,
  opening text not null,
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
  unique (document_id, revision, ordinal),
  unique (organization_id, id),
  foreign key (organization_id, document_id, revision)
    references text_revisions (organization_id, document_id, revision) on delete cascade,
  foreign key (organization_id, case_id) references cases (organization_id, id)
);
create index on chunks (organization_id, case_id);

-- No fixed dimension: vectors of several models stand side by side.
create table chunk_embeddings (
  organization_id uuid not null,
  chunk_id uuid not null,
  model_id text not null,
  embedding vector not null,
  primary key (chunk_id, model_id),
  foreign key (organization_id, chunk_id) references chunks (organization_id, id) on delete cascade
);

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

const conversations = `
create table conversations (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  owner_id uuid not null,
  case_id uuid,
  title text,
  agent_type text,
  model text,
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'COMPLETED', 'FAILED', 'ARCHIVED')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id),
  foreign key (organization_id, owner_id) references users (organization_id, id),
  foreign key (organization_id, case_id) references cases (organization_id, id)
);

create table conversation_documents (
  organization_id uuid not null,
  conversation_id uuid not null,
  document_id uuid not null,
  primary key (conversation_id, document_id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, document_id) references documents (organization_id, id) on delete cascade
);

create table messages (
  id uuid primary key,
  organization_id uuid not null,
  conversation_id uuid not null,
  sequence int not null,
  role text not null check (role in ('system', 'user', 'assistant', 'function')),
  content jsonb not null,
  citations jsonb not null default '[]',
  model text,
  provider text,
  latency_ms int,
  created_at timestamptz not null,
  unique (conversation_id, sequence),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade
);
`;

/** Every table whose rows belong to an organization; `organizations` itself is one by its own id. */
const tenantTables = [
  'users',
  'sessions',
  'refresh_tokens',
  'cases',
  'documents',
  'text_revisions',
  'chunks',
  'chunk_embeddings',
  'document_events',
  'object_deletions',
  'conversations',
  'conversation_documents',
  'messages',
];

const tenancy = [
  ...['organizations', ...tenantTables].flatMap((table) => {
    const column = table === 'organizations' ? 'id' : 'organization_id';
    const own = `${column} = (select app_organization_id())`;
    return [
      `alter table ${table} enable row level security;`,
      `alter table ${table} force row level security;`,
      `create policy tenant on ${table} to app_tenant using (${own}) with check (${own});`,
    ];
  }),
  'alter table signing_keys enable row level security;',
  'alter table signing_keys force row level security;',
  'grant select, insert on organizations, users, sessions, refresh_tokens to app_tenant;',
  'grant update (last_login_at) on users to app_tenant;',
  'grant select, insert, update, delete on documents to app_tenant;',
  'grant select, insert, update on cases, document_events, conversations to app_tenant;',
  'grant select, insert, delete on chunks, chunk_embeddings, object_deletions, conversation_documents to app_tenant;',
  'grant select, insert on text_revisions, messages to app_tenant;',
  // Before the tenant is known: sign-in, refresh, verification of tokens.
  ...['organizations', 'users', 'sessions', 'refresh_tokens', 'signing_keys'].map(
    (table) => `create policy auth on ${table} to app_auth using (true) with check (true);`,
  ),
  'grant select on organizations, users, sessions, refresh_tokens, signing_keys to app_auth;',
  'grant insert on sessions, refresh_tokens, signing_keys to app_auth;',
  'grant update (revoked_at) on sessions to app_auth;',
  'grant update (spent_at) on refresh_tokens to app_auth;',
  'grant update (last_login_at) on users to app_auth;',
  // Narrow work across tenants: finding what is stuck. What is found is then handled as its own tenant.
  'create policy jobs on documents for select to app_jobs using (true);',
  'create policy jobs on object_deletions for select to app_jobs using (true);',
  'grant select (id, organization_id, status, attempt, upload_expires_at, updated_at) on documents to app_jobs;',
  'grant select on object_deletions to app_jobs;',
].join('\n');

export const statements = [roles, identity, documents, conversations, tenancy].join('\n');
