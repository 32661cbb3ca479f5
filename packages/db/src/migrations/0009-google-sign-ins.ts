/** Sign-ins with Google that have begun and not come back. */
export const name = '0009-google-sign-ins';

const table = `
create table google_sign_ins (
  -- SHA-256 of what goes through the browser: the state in the address, the binding in a cookie.
  state_hash bytea primary key,
  browser_hash bytea not null,
  code_verifier text not null,
  nonce text not null,
  return_to text not null,
  invitation_hash bytea,
  expires_at timestamptz not null
);
create index on google_sign_ins (expires_at);
`;

const access = [
  'alter table google_sign_ins enable row level security;',
  'alter table google_sign_ins force row level security;',
  'create policy auth on google_sign_ins to app_auth using (true) with check (true);',
  'grant select, insert, delete on google_sign_ins to app_auth;',
  'create policy jobs_see_spent on google_sign_ins for select to app_jobs using (expires_at < now());',
  'create policy jobs_remove_spent on google_sign_ins for delete to app_jobs using (expires_at < now());',
  'grant select, delete on google_sign_ins to app_jobs;',
];

export const statements = [table, ...access].join('\n');
