import { tenantTable } from './tenant-table.ts';

/** Organizations, users, sessions and the keys that sign tokens. */
export const name = '0002-identity';

const tables = `
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

/** Before the tenant is known: sign-in, refresh, verification of tokens. */
const beforeTenant = ['organizations', 'users', 'sessions', 'refresh_tokens', 'signing_keys'];

const access = [
  tenantTable('organizations', 'id'),
  ...['users', 'sessions', 'refresh_tokens'].map((table) => tenantTable(table)),
  'alter table signing_keys enable row level security;',
  'alter table signing_keys force row level security;',
  'grant select, insert on organizations, sessions, refresh_tokens to app_tenant;',
  'grant insert on users to app_tenant;',
  `grant select (id, organization_id, email, full_name, role, is_active, last_login_at, created_at)
    on users to app_tenant;`,
  'grant update (last_login_at) on users to app_tenant;',
  ...beforeTenant.map(
    (table) => `create policy auth on ${table} to app_auth using (true) with check (true);`,
  ),
  'grant select on organizations, users, sessions, refresh_tokens to app_auth;',
  'grant select (kid, public_jwk, created_at) on signing_keys to app_auth;',
  'grant insert on sessions, refresh_tokens to app_auth;',
  // Who verifies tokens does not see what signs them.
  'create policy signer on signing_keys to app_signer using (true) with check (true);',
  'grant select, insert on signing_keys to app_signer;',
  'grant update (revoked_at) on sessions to app_auth;',
  'grant update (spent_at) on refresh_tokens to app_auth;',
  'grant update (last_login_at) on users to app_auth;',
];

export const statements = [tables, ...access].join('\n');
