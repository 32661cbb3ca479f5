import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { withAuth, withJobs, withSigner, withTenant } from '@elenchus/db/tenant';
import { type SQL, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ownUniqueColumns, tenantForeignKeys, tenantTables } from '../support/tenant-catalogue.ts';
import { type Row, rowBeside, storeRow, storeTenantRows, type TenantRows } from '../support/tenant-rows.ts';

const owner = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} });
/** One connection as functions have it. */
const { db, close } = openDatabase(settingsFromUrl(inject('loginUrl'), 1));
const tables = await tenantTables(owner);
const foreignKeys = await tenantForeignKeys(owner);
/** A row of each table, of two tenants. */
let rows: { readonly a: TenantRows; readonly b: TenantRows };
let organizations: { readonly a: string; readonly b: string };

beforeAll(async () => {
  const names = [...tables.keys()];
  rows = { a: await storeTenantRows(owner, names), b: await storeTenantRows(owner, names) };
  organizations = {
    a: String(rows.a['organizations']?.['id']),
    b: String(rows.b['organizations']?.['id']),
  };
});
afterAll(async () => {
  await owner.end();
  await close();
});

const denied = { cause: { code: '42501' } };

/** As the first tenant, in a transaction of its own. */
function asTenant(statement: SQL) {
  const scope = { ports: { db }, organizationId: organizations.a };
  return withTenant(scope, (tx) => tx.execute(statement));
}

const may = async (right: string, table: string, column?: string) => {
  const [found] = column
    ? await owner`select has_column_privilege('app_tenant', ${table}, ${column}, ${right}) as yes`
    : await owner`select has_table_privilege('app_tenant', ${table}, ${right}) as yes`;
  return found?.['yes'] === true;
};

const mayAny = async (right: string, table: string) => {
  const [found] = await owner`select has_any_column_privilege('app_tenant', ${table}, ${right}) as yes`;
  return found?.['yes'] === true;
};

function insertion(table: string, row: Row): SQL {
  const columns = sql.join(
    Object.keys(row).map((name) => sql.identifier(name)),
    sql`, `,
  );
  return sql`insert into ${sql.identifier(table)} (${columns}) select ${columns}
    from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(row)}::text::jsonb)`;
}

describe.each([...tables])('of %s a tenant', (table, column) => {
  const name = sql.identifier(table);
  const isOf = (organizationId: string) => sql`${sql.identifier(column)} = ${organizationId}`;
  const stored = () =>
    owner`select to_jsonb(t) as row from ${owner(table)} t where ${owner(column)} = ${organizations.b}`;

  it('sees its own rows, none of another, and without a tenant none at all', async () => {
    const seen = await asTenant(sql`select ${sql.identifier(column)} as tenant from ${name}`);
    expect(seen).toEqual([{ tenant: organizations.a }]);
    expect(
      await asTenant(sql`select ${sql.identifier(column)} from ${name} where ${isOf(organizations.b)}`),
    ).toEqual([]);
    for (const nobody of ['', null]) {
      const found = db.transaction(async (tx) => {
        await tx.execute(sql`select set_config('role', 'app_tenant', true)`);
        if (nobody !== null) await tx.execute(sql`select set_config('app.organization_id', ${nobody}, true)`);
        return tx.execute(sql`select ${sql.identifier(column)} from ${name}`);
      });
      expect(await found).toEqual([]);
    }
    const login = db.execute(sql`select 1 from ${name}`);
    await expect(login).rejects.toMatchObject(denied);
  });

  it('cannot store a row in the name of another', async () => {
    const reason = (await mayAny('insert', table)) ? /row-level security policy/ : /permission denied/;
    await expect(asTenant(insertion(table, rows.b[table] ?? expect.fail()))).rejects.toMatchObject({
      cause: { code: '42501', message: expect.stringMatching(reason) },
    });
  });

  it('changes no row of another, and gives none away', async () => {
    const before = await stored();
    const columns = await owner<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`;
    let changeable = 0;
    for (const each of columns) {
      const change = (organizationId: string) =>
        sql`update ${name} set ${sql.identifier(each.name)} = default where ${isOf(organizationId)} returning 1`;
      if (await may('update', table, each.name)) {
        changeable += 1;
        expect(await asTenant(change(organizations.b))).toEqual([]);
      } else {
        await expect(asTenant(change(organizations.b))).rejects.toMatchObject(denied);
      }
    }
    expect(changeable > 0).toBe(await mayAny('update', table));
    const gift = sql`update ${name} set ${sql.identifier(column)} = ${organizations.b} where ${isOf(organizations.a)}`;
    await expect(asTenant(gift)).rejects.toMatchObject(denied);
    expect(await stored()).toEqual(before);
  });

  it('removes no row of another', async () => {
    const before = await stored();
    expect(before).toHaveLength(1);
    const removal = sql`delete from ${name} where ${isOf(organizations.b)} returning 1`;
    if (await may('delete', table)) expect(await asTenant(removal)).toEqual([]);
    else await expect(asTenant(removal)).rejects.toMatchObject(denied);
    await expect(asTenant(sql`truncate ${name} cascade`)).rejects.toMatchObject(denied);
    expect(await stored()).toEqual(before);
  });
});

describe('a row of a tenant', () => {
  const references = foreignKeys
    .filter(({ columns }) => columns.length > 1)
    .map((key) => [`${key.table} (${key.columns.slice(1).join(', ')})`, key] as const);

  it.each(references)('cannot point to one of another: %s', async (_, key) => {
    const own = rows.a[key.table] ?? expect.fail();
    const foreign = key.columns.flatMap((column, at) => {
      const target = key.targetColumns[at] ?? expect.fail();
      return column === 'organization_id' ? [] : [[column, rows.b[key.target]?.[target] ?? expect.fail()]];
    });
    const row = rowBeside(own, await ownUniqueColumns(owner, key.table));
    const attempt = storeRow(owner, key.table, { ...row, ...Object.fromEntries(foreign) });
    await expect(attempt).rejects.toMatchObject({ code: '23503', constraint_name: key.name });
  });
});

describe('two tenants who take turns on one connection', () => {
  it('never see each other in 10,000 transactions, of which some fail', async () => {
    const scopes = [organizations.a, organizations.b].map((organizationId) => ({
      ports: { db },
      organizationId,
    }));
    const taken = { right: 0, failed: 0 };
    for (let at = 0; at < 10_000; at += 1) {
      const scope = scopes[at % 2] ?? expect.fail();
      const fails = at % 10 > 7;
      const seen = withTenant(scope, async (tx) => {
        const found = await tx.execute(sql`select id from organizations`);
        if (fails) throw new Error('given up');
        return found;
      });
      const outcome = await seen.catch((error: Error) => error.message);
      if (fails && outcome === 'given up') taken.failed += 1;
      else if (
        typeof outcome !== 'string' &&
        outcome.length === 1 &&
        outcome[0]?.['id'] === scope.organizationId
      )
        taken.right += 1;
    }
    expect(taken).toEqual({ right: 8_000, failed: 2_000 });
    await expect(db.execute(sql`select 1 from organizations`)).rejects.toMatchObject(denied);
  }, 120_000);
});

describe('the other roles', () => {
  it('auth reaches no case and no document', async () => {
    const scope = { ports: { db } };
    for (const table of ['cases', 'documents', 'chunks', 'messages']) {
      const read = withAuth(scope, (tx) => tx.execute(sql`select 1 from ${sql.identifier(table)}`));
      await expect(read).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  it('signer sees the private keys and nothing else, auth only the public ones', async () => {
    const scope = { ports: { db } };
    const privateKeys = sql`select private_jwk from signing_keys`;
    await expect(withSigner(scope, (tx) => tx.execute(privateKeys))).resolves.toBeDefined();
    await expect(withAuth(scope, (tx) => tx.execute(privateKeys))).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    await expect(
      withAuth(scope, (tx) => tx.execute(sql`select public_jwk from signing_keys`)),
    ).resolves.toBeDefined();
    for (const table of ['users', 'sessions', 'organizations', 'documents']) {
      const read = withSigner(scope, (tx) => tx.execute(sql`select 1 from ${sql.identifier(table)}`));
      await expect(read).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  it('jobs may find documents but neither read their names nor change them', async () => {
    const scope = { ports: { db } };
    await expect(withJobs(scope, (tx) => tx.execute(sql`select id from documents`))).resolves.toBeDefined();
    for (const statement of [
      sql`select file_name from documents`,
      sql`delete from documents`,
      sql`select 1 from users`,
    ]) {
      await expect(withJobs(scope, (tx) => tx.execute(statement))).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    }
  });
});
