/** The roles of the application, and the tenant of a transaction. */
export const name = '0001-roles';

export const statements = `
do $$
declare r text;
begin
  foreach r in array array['app_tenant', 'app_auth', 'app_signer', 'app_jobs'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I nologin noinherit', r);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'elenchus_login') then
    create role elenchus_login login noinherit;
  end if;
end $$;
grant app_tenant, app_auth, app_signer, app_jobs to elenchus_login;

create extension if not exists vector;

revoke create on schema public from public;
do $$ begin
  execute format('revoke temporary on database %I from public', current_database());
end $$;
grant usage on schema public to app_tenant, app_auth, app_signer, app_jobs;

-- The tenant of the transaction; null, so no rows, when none is set.
create function app_organization_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.organization_id', true), '')::uuid $$;
`;
