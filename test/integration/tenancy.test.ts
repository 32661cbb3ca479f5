import { createCase } from '@elenchus/core/cases/create-case';
import { listCases } from '@elenchus/core/cases/list-cases';
import { newUuid } from '@elenchus/core/platform/ids';
import { withAuth, withJobs, withSigner, withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

let owner: postgres.Sql;
beforeAll(() => {
  owner = postgres(inject('ownerUrl'), { max: 1 });
});
afterAll(() => owner.end());

/** Tables that belong to no tenant. */
const withoutTenant = [
  'schema_migrations',
  'signing_keys',
  'sign_in_failures',
  'rate_limits',
  'google_sign_ins',
];

describe('the catalogue', () => {
  it('forces row-level security on every table but the list of migrations', async () => {
    const rows = await owner`
      select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not (relrowsecurity and relforcerowsecurity)`;
    expect(rows.map((row) => row['relname'])).toEqual(['schema_migrations']);
  });

  it('has the tenant in every other table, and a policy for it on rows read and rows written', async () => {
    const rows = await owner`
      select c.relname, p.qual, p.with_check
      from pg_class c left join pg_policies p
        on p.tablename = c.relname and p.roles = '{app_tenant}' and p.policyname = 'tenant'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and c.relname <> all(${withoutTenant})`;
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const column = row['relname'] === 'organizations' ? 'id' : 'organization_id';
      for (const condition of [row['qual'], row['with_check']]) {
        expect(condition, row['relname']).toMatch(
          new RegExp(`^\\(${column} = \\( SELECT app_organization_id`),
        );
      }
    }
  });

  it('gives application roles no superuser, no bypass, no ownership, and no rights to the login role', async () => {
    const roles = ['app_tenant', 'app_auth', 'app_signer', 'app_jobs', 'elenchus_login'];
    const strong = await owner`
      select rolname from pg_roles where rolname = any(${roles}) and (rolsuper or rolbypassrls or rolinherit)`;
    const owned = await owner`
      select relname from pg_class where relowner in (select oid from pg_roles where rolname = any(${roles}))`;
    const granted = await owner`
      select table_name from information_schema.role_table_grants where grantee = 'elenchus_login'`;
    expect([...strong, ...owned, ...granted]).toEqual([]);
  });
});

describe('a tenant', () => {
  const tables = [
    'organizations',
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

  it('sees only its own rows in each table, and none without a tenant', async () => {
    const db = openTestDatabase();
    const [a, b] = [await makeTenant(db), await makeTenant(db)];
    await createCase({ ctx: a, input: { clientName: 'A' } });
    await createCase({ ctx: b, input: { clientName: 'B' } });
    for (const table of tables) {
      const column = table === 'organizations' ? 'id' : 'organization_id';
      const foreign = await withTenant(a, (tx) =>
        tx.execute(
          sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(column)} is distinct from ${a.organizationId}`,
        ),
      );
      const nobody = await db.transaction(async (tx) => {
        await tx.execute(sql`select set_config('role', 'app_tenant', true)`);
        return tx.execute(sql`select 1 from ${sql.identifier(table)}`);
      });
      expect([table, foreign.length, nobody.length]).toEqual([table, 0, 0]);
    }
    expect((await listCases({ ctx: a, input: { limit: 10 } })).data.map((row) => row.clientName)).toEqual([
      'A',
    ]);
  });

  it('cannot write a row of another tenant, nor take one over', async () => {
    const db = openTestDatabase();
    const [a, b] = [await makeTenant(db), await makeTenant(db)];
    const mine = await createCase({ ctx: b, input: { clientName: 'B' } });
    const insert = withTenant(a, (tx) =>
      tx.execute(sql`insert into cases (id, organization_id, client_name, created_at, updated_at)
        values (${newUuid()}, ${b.organizationId}, 'x', now(), now())`),
    );
    await expect(insert).rejects.toMatchObject({ cause: { code: '42501' } });
    const updated = await withTenant(a, (tx) =>
      tx.execute(sql`update cases set client_name = 'stolen' where id = ${mine.id} returning id`),
    );
    expect(updated).toHaveLength(0);
    const reference = withTenant(a, (tx) =>
      tx.execute(sql`insert into conversations (id, organization_id, owner_id, case_id, is_document_scoped, created_at, updated_at)
        values (${newUuid()}, ${a.organizationId}, ${a.actor.id}, ${mine.id}, false, now(), now())`),
    );
    await expect(reference).rejects.toMatchObject({ cause: { code: '23503' } });
  });

  it('is never mixed up with another on the same connection', async () => {
    const db = openTestDatabase(1);
    const tenants = [await makeTenant(db), await makeTenant(db)];
    const seen = await Promise.all(
      Array.from({ length: 400 }, async (_, index) => {
        const ctx = tenants[index % 2] ?? expect.fail();
        const rows = await withTenant(ctx, (tx) => tx.execute(sql`select id from organizations`));
        return rows.length === 1 && rows[0]?.['id'] === ctx.organizationId;
      }),
    );
    expect(seen.every(Boolean)).toBe(true);
    await expect(db.execute(sql`select 1 from organizations`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  });
});

describe('the other roles', () => {
  it('auth reaches no case and no document', async () => {
    const scope = { ports: { db: openTestDatabase() } };
    for (const table of ['cases', 'documents', 'chunks', 'messages']) {
      const read = withAuth(scope, (tx) => tx.execute(sql`select 1 from ${sql.identifier(table)}`));
      await expect(read).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  it('signer sees the private keys and nothing else, auth only the public ones', async () => {
    const scope = { ports: { db: openTestDatabase() } };
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
    const scope = { ports: { db: openTestDatabase() } };
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
