import { tenantTable } from './tenant-table.ts';

/** Conversations and their messages. */
export const name = '0004-conversations';

const tables = `
create table conversations (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  owner_id uuid not null,
  case_id uuid,
  title text,
  agent_type text,
  model text,
  -- Limited to its documents for good: when they are all deleted there is nothing left to ask.
  is_document_scoped boolean not null,
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
  in_reply_to uuid,
  created_at timestamptz not null,
  unique (conversation_id, sequence),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade
);
`;

const access = [
  ...['conversations', 'conversation_documents', 'messages'].map((table) => tenantTable(table)),
  'grant select, insert, update on conversations to app_tenant;',
  'grant select, insert, delete on conversation_documents to app_tenant;',
  'grant select, insert on messages to app_tenant;',
];

export const statements = [tables, ...access].join('\n');
