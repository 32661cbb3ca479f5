import type postgres from 'postgres';

type Sql = postgres.Sql | postgres.TransactionSql;

/** Roles that functions act as. */
export const applicationRoles = ['app_auth', 'app_jobs', 'app_signer', 'app_tenant', 'elenchus_login'];

/** The tables that have tenants, by the column that holds the organization. */
export async function tenantTables(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'organization_id'
    order by 1`;
  return new Map([['organizations', 'id'], ...rows.map(({ name }) => [name, 'organization_id'] as const)]);
}

const own = /\((?:organization_id|id) = \( SELECT app_organization_id\(\) AS app_organization_id\)\)/;

/**
 * Each policy as `name COMMAND role using check`: `own` is the organization of the transaction, `owner` who owns the
 * tables, `-` nothing.
 */
export async function readPolicies(sql: Sql): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await sql`
    select tablename, policyname, permissive, roles::text[] as roles, cmd, qual, with_check, current_user as owner
    from pg_policies where schemaname = 'public' order by tablename, policyname`;
  const policies: Record<string, string[]> = {};
  for (const row of rows) {
    const condition = (text: string | null) => (text === null ? '-' : text.replace(own, 'own'));
    const roles = row['roles'].map((role: string) => (role === row['owner'] ? 'owner' : role)).join(',');
    const kind = row['permissive'] === 'PERMISSIVE' ? '' : ' RESTRICTIVE';
    const line = `${row['policyname']} ${row['cmd']}${kind} ${roles} ${condition(row['qual'])} ${condition(row['with_check'])}`;
    policies[row['tablename']] = [...(policies[row['tablename']] ?? []), line];
  }
  return policies;
}

/** What of the tables and roles lets a row be reached around its policies; empty when nothing does. */
export async function readGaps(sql: Sql): Promise<string[]> {
  const rows = await sql<{ gap: string }[]>`
    select relname || ' has no forced row-level security' as gap from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migrations'
        and not (relrowsecurity and relforcerowsecurity)
    union all
    select rolname || ' is more than a role of the application' from pg_roles
      where rolname = any(${applicationRoles})
        and (rolsuper or rolbypassrls or rolinherit or rolcreaterole or rolcreatedb or rolreplication)
    union all
    select owner.rolname || ' owns ' || what.name from (
      select relowner as owner, relname::text as name from pg_class
      union all select proowner, proname::text from pg_proc
      union all select nspowner, nspname::text from pg_namespace
      union all select datdba, datname::text from pg_database) as what
      join pg_roles owner on owner.oid = what.owner and owner.rolname = any(${applicationRoles})
    union all
    select member.rolname || ' is a member of ' || granted.rolname from pg_auth_members m
      join pg_roles member on member.oid = m.member join pg_roles granted on granted.oid = m.roleid
      where member.rolname = any(${applicationRoles})
        and (member.rolname <> 'elenchus_login' or granted.rolname not like 'app\\_%' or m.admin_option)
    union all
    select grantee || ' has rights of its own on ' || table_name from information_schema.table_privileges
      where table_schema = 'public' and grantee in ('PUBLIC', 'elenchus_login')
    union all
    select proname || ' runs with the rights of its owner' from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef and proname <> 'append_audit'
    union all
    select relname || ' is a view' from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
    union all
    select r.rolname || ' may create in ' || n.nspname from pg_roles r cross join pg_namespace n
      where r.rolname = any(${applicationRoles}) and n.nspname = 'public'
        and has_schema_privilege(r.oid, n.oid, 'create')
    union all
    select rolname || ' may make superusers' from pg_roles
      where rolname = any(${applicationRoles})
        and has_column_privilege(oid, 'users', 'is_superuser', 'insert, update')`;
  return rows.map(({ gap }) => gap);
}

export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly target: string;
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
}

/** The foreign keys from tables that have tenants to such tables. */
export async function tenantForeignKeys(sql: Sql): Promise<readonly ForeignKey[]> {
  const tables = [...(await tenantTables(sql)).keys()];
  return sql<ForeignKey[]>`
    select k.conname as name, k.conrelid::regclass::text as table, k.confrelid::regclass::text as target,
      (select array_agg(a.attname::text order by o.n) from unnest(k.conkey) with ordinality o (attnum, n)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.attnum) as columns,
      (select array_agg(a.attname::text order by o.n) from unnest(k.confkey) with ordinality o (attnum, n)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = o.attnum) as "targetColumns"
    from pg_constraint k
    where k.contype = 'f' and k.conrelid::regclass::text = any(${tables}) and k.confrelid::regclass::text = any(${tables})
    order by 2, 1`;
}

/** Columns that no two rows may have in common, and that refer to nothing. */
export async function ownUniqueColumns(sql: Sql, table: string): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; type: string }[]>`
    select distinct a.attname as name, a.atttypid::regtype::text as type
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${table}::regclass and i.indisunique and a.attname <> 'organization_id'
      and not exists (select from pg_constraint k where k.conrelid = i.indrelid and k.contype = 'f' and a.attnum = any(k.conkey))`;
  return new Map(rows.map(({ name, type }) => [name, type]));
}
