import { tenantTable } from './tenant-table.ts';

/** Accounts, invitations, API keys, the audit log, and what every request is counted and remembered by. */
export const name = '0007-identity-platform';

/** New columns have defaults, so that the version before can go on writing beside this one. */
const accounts = `
alter table organizations
  add column tier text not null default 'standard',
  add column is_active boolean not null default true,
  add column settings jsonb not null default '{}',
  add column user_quota int not null default 50,
  add column storage_quota_bytes bigint not null default 107374182400,
  add column version int not null default 1,
  add column updated_at timestamptz not null default now();

-- Whoever signs in with Google alone has no password.
alter table users
  alter column password_hash drop not null,
  add column avatar_url text,
  add column preferences jsonb not null default '{}',
  add column google_subject text unique,
  -- Raised with each new password: what was begun with the old one is seen to be out of date.
  add column password_version int not null default 1,
  -- Operates the platform. Set by the tables' owner alone.
  add column is_superuser boolean not null default false,
  add column version int not null default 1,
  add column updated_at timestamptz not null default now();
create index on users (organization_id);
-- Nobody but the owner hands an organization over, and it never has two.
create unique index users_owner on users (organization_id) where role = 'owner';

alter table sessions
  add column ip_address text,
  add column user_agent text,
  add column last_used_at timestamptz not null default now(),
  add column expires_at timestamptz not null default now() + interval '90 days';

-- A key signs from then on; before, those who hold a copy of the key set get to know it.
alter table signing_keys add column activates_at timestamptz not null default now();

create table invitations (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  email text not null,
  role text not null check (role in ('viewer', 'paralegal', 'attorney', 'admin')),
  token_hash bytea not null unique,
  invited_by uuid not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  foreign key (organization_id, invited_by) references users (organization_id, id)
);
create index on invitations (organization_id);
create unique index invitations_pending on invitations (organization_id, email)
  where accepted_at is null and revoked_at is null;

create table password_resets (
  token_hash bytea primary key,
  organization_id uuid not null,
  user_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null,
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);
create index on password_resets (user_id);

create table api_keys (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  name text not null,
  prefix text not null,
  key_hash bytea not null unique,
  scopes text[] not null,
  agent_type text,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  foreign key (organization_id, created_by) references users (organization_id, id)
);
create index on api_keys (organization_id);

-- Everything below such a prefix is removed from the object store.
alter table object_deletions add check (starts_with(key_prefix, 'org/' || organization_id::text || '/'));

-- What an API key begins belongs to the key.
alter table conversations drop constraint conversations_organization_id_owner_id_fkey;
-- What counts against the quota of storage: all but files that never came.
create index on documents (organization_id) include (size_bytes)
  where failure_code is distinct from 'upload_expired';
`;

const requests = `
-- By the SHA-256 of an address, registered or not.
create table sign_in_failures (
  address_hash bytea primary key,
  failures int not null,
  window_started_at timestamptz not null,
  locked_until timestamptz
);

create table rate_limits (
  bucket text primary key,
  hits int not null,
  window_ends_at timestamptz not null
);

create table idempotency_keys (
  organization_id uuid not null references organizations (id),
  actor_id uuid not null,
  key_hash bytea not null,
  request_hash bytea not null,
  -- Until then the request that made the row is thought to be running.
  locked_until timestamptz not null,
  -- Set by the first transaction of that request that changed something.
  took_effect boolean not null default false,
  status_code int,
  answer text,
  created_at timestamptz not null,
  primary key (organization_id, actor_id, key_hash)
);
`;

const audit = `
-- The organization of what belongs to none is the nil UUID. \`entry\` is JSON text, word for word as it was hashed;
-- the other columns are read from it.
create table audit_log (
  organization_id uuid not null,
  sequence bigint not null,
  entry text not null,
  hash text not null,
  id uuid not null generated always as ((entry::jsonb ->> 'id')::uuid) stored,
  occurred_at text collate "C" not null generated always as (entry::jsonb ->> 'occurredAt') stored,
  action text not null generated always as (entry::jsonb ->> 'action') stored,
  actor_id text generated always as (entry::jsonb -> 'actor' ->> 'id') stored,
  resource_id text generated always as (entry::jsonb -> 'resource' ->> 'id') stored,
  primary key (organization_id, sequence),
  check ((entry::jsonb ->> 'organizationId')::uuid = organization_id)
);
create index on audit_log (organization_id, resource_id, sequence) where resource_id is not null;

-- The end of each chain, so that a tail that was cut off is missed.
create table audit_heads (
  organization_id uuid primary key,
  sequence bigint not null,
  hash text not null,
  -- The last head whose copy stands in the object store.
  anchored_sequence bigint not null default 0,
  -- Until then the making of that copy belongs to the run that set it.
  anchor_claimed_until timestamptz
);

-- The only way to write an entry. Takes them in order and makes writers of one organization wait in turn.
create function append_audit(entries text[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant uuid := app_organization_id();
  head audit_heads;
  last_sequence bigint;
  entry text;
begin
  insert into audit_heads (organization_id, sequence, hash) values (tenant, 0, repeat('0', 64))
    on conflict do nothing;
  select * into strict head from audit_heads where organization_id = tenant for update;
  -- Somebody has removed the head or set it back. Work goes on, after a gap that tells of it for good.
  select max(sequence) into last_sequence from audit_log where organization_id = tenant;
  if last_sequence > head.sequence then head.sequence := last_sequence + 1; end if;
  foreach entry in array entries loop
    head.sequence := head.sequence + 1;
    head.hash := encode(sha256(convert_to(head.hash || E'\\n' || head.sequence || E'\\n' || entry, 'UTF8')), 'hex');
    insert into audit_log (organization_id, sequence, entry, hash) values (tenant, head.sequence, entry, head.hash);
  end loop;
  update audit_heads set sequence = head.sequence, hash = head.hash where organization_id = tenant;
end $$;
revoke execute on function append_audit from public;
`;

const tenantTables = ['invitations', 'password_resets', 'api_keys', 'idempotency_keys'];

/** Rows that nobody can use any more, which the jobs may remove: table, column, and how old it is by then. */
const spent: readonly (readonly [table: string, column: string, age: string])[] = [
  ['refresh_tokens', 'expires_at', '1 day'],
  ['sessions', 'expires_at', '1 day'],
  ['password_resets', 'expires_at', '7 days'],
  ['idempotency_keys', 'created_at', '1 day'],
  ['rate_limits', 'window_ends_at', '0 s'],
  ['sign_in_failures', 'window_started_at', '1 day'],
];

/** Read by its organization; written by `append_audit` alone, in the name of the owner, who may not change or remove either. */
function auditTable(table: string, written: readonly ('insert' | 'update')[]): string[] {
  const own = 'organization_id = (select app_organization_id())';
  return [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    `create policy tenant on ${table} for select to app_tenant using (${own});`,
    `create policy appender_reads on ${table} for select to current_user using (${own});`,
    ...written.map(
      (command) =>
        `create policy appender_${command}s on ${table} for ${command} to current_user ${command === 'update' ? `using (${own}) ` : ''}with check (${own});`,
    ),
    `grant select on ${table} to app_tenant;`,
  ];
}

const access = [
  ...tenantTables.map((table) => tenantTable(table)),
  ...['sign_in_failures', 'rate_limits'].flatMap((table) => [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    `create policy auth on ${table} to app_auth using (true) with check (true);`,
    `grant select, insert, update, delete on ${table} to app_auth;`,
  ]),
  // Before the tenant is known: what a secret belongs to.
  ...['invitations', 'password_resets', 'api_keys'].flatMap((table) => [
    `create policy auth on ${table} for select to app_auth using (true);`,
    `grant select on ${table} to app_auth;`,
  ]),
  'create policy auth_use on api_keys for update to app_auth using (true) with check (true);',
  'grant update (last_used_at) on api_keys to app_auth;',
  'grant update (last_used_at, ip_address, user_agent, expires_at) on sessions to app_auth;',

  'grant select, insert on invitations, api_keys, password_resets to app_tenant;',
  'grant update (accepted_at, revoked_at) on invitations to app_tenant;',
  'grant update (revoked_at) on api_keys to app_tenant;',
  'grant update (used_at) on password_resets to app_tenant;',
  'grant select, insert, update, delete on idempotency_keys to app_tenant;',
  'grant update (revoked_at) on sessions to app_tenant;',
  `grant update (name, is_active, settings, user_quota, storage_quota_bytes, version, updated_at)
    on organizations to app_tenant;`,
  'grant select (avatar_url, preferences, password_version, version, updated_at) on users to app_tenant;',
  // Who comes is no operator: a right to insert whole rows would hold also for `is_superuser`.
  'revoke insert on users from app_tenant;',
  `grant insert (id, organization_id, email, password_hash, full_name, role, is_active, avatar_url, preferences,
    google_subject, password_version, last_login_at, version, created_at, updated_at) on users to app_tenant;`,
  'create policy operator_finds on users for select to current_user using (true);',
  `create policy operator_marks on users for update to current_user
    using (organization_id = (select app_organization_id())) with check (organization_id = (select app_organization_id()));`,
  // A hash can be set but not read.
  `grant update (password_hash, password_version, full_name, avatar_url, preferences, role, is_active, google_subject,
    version, updated_at) on users to app_tenant;`,

  ...auditTable('audit_log', ['insert']),
  ...auditTable('audit_heads', ['insert', 'update']),
  'grant execute on function append_audit to app_tenant;',
  'create policy jobs on audit_heads for select to app_jobs using (true);',
  'create policy jobs_anchor on audit_heads for update to app_jobs using (true) with check (true);',
  'grant select, update (anchored_sequence, anchor_claimed_until) on audit_heads to app_jobs;',

  ...spent.flatMap(([table, column, age]) => [
    `create index on ${table} (${column});`,
    `create policy jobs_see_spent on ${table} for select to app_jobs using (${column} < now() - interval '${age}');`,
    `create policy jobs_remove_spent on ${table} for delete to app_jobs using (${column} < now() - interval '${age}');`,
    `grant select, delete on ${table} to app_jobs;`,
  ]),
  'grant delete on signing_keys to app_signer;',
  'grant select (activates_at) on signing_keys to app_auth;',
];

export const statements = [accounts, requests, audit, ...access].join('\n');
