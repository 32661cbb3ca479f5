import type postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { asOwner } from '../support/identity.ts';
import { readGaps, readPolicies, tenantForeignKeys, tenantTables } from '../support/tenant-catalogue.ts';

const tenant = 'tenant ALL app_tenant own own';
const authReads = 'auth SELECT app_auth true -';
const auth = 'auth ALL app_auth true true';
const jobsRead = 'jobs SELECT app_jobs true -';
const spent = (condition: string) => [
  `jobs_remove_spent DELETE app_jobs (${condition}) -`,
  `jobs_see_spent SELECT app_jobs (${condition}) -`,
];

/** Every policy there is, written down a second time on purpose: one that comes, goes or changes must be meant. */
const expected: Readonly<Record<string, readonly string[]>> = {
  analyses: [tenant],
  api_keys: [authReads, 'auth_use UPDATE app_auth true true', tenant],
  audit_heads: [
    'appender_inserts INSERT owner - own',
    'appender_reads SELECT owner own -',
    'appender_updates UPDATE owner own own',
    jobsRead,
    'jobs_anchor UPDATE app_jobs true true',
    'tenant SELECT app_tenant own -',
  ],
  audit_log: [
    'appender_inserts INSERT owner - own',
    'appender_reads SELECT owner own -',
    'tenant SELECT app_tenant own -',
  ],
  cases: [tenant],
  chunk_embeddings: [jobsRead, tenant],
  chunks: [tenant],
  conversation_documents: [tenant],
  conversations: [tenant],
  document_events: [tenant],
  documents: [jobsRead, tenant],
  google_sign_ins: [auth, ...spent('expires_at < now()')],
  idempotency_keys: [...spent("created_at < (now() - '1 day'::interval)"), tenant],
  invitations: [authReads, tenant],
  messages: [tenant],
  object_deletions: [jobsRead, tenant],
  organizations: [auth, tenant],
  outbound_mails: [jobsRead, tenant],
  password_resets: [authReads, ...spent("expires_at < (now() - '7 days'::interval)"), tenant],
  rate_limits: [auth, ...spent("window_ends_at < (now() - '00:00:00'::interval)")],
  refresh_tokens: [auth, ...spent("expires_at < (now() - '1 day'::interval)"), tenant],
  search_names: [tenant],
  sessions: [auth, ...spent("expires_at < (now() - '1 day'::interval)"), tenant],
  sign_in_failures: [auth, ...spent("window_started_at < (now() - '1 day'::interval)")],
  signing_keys: [auth, 'signer ALL app_signer true true'],
  text_revisions: [tenant],
  users: [auth, 'operator_finds SELECT owner true -', 'operator_marks UPDATE owner own own', tenant],
  vector_indexes: ['maintenance ALL owner true true', tenant],
};

/** Runs something in a transaction that leaves nothing behind. */
async function undone<T>(sql: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
  const outcome: { value?: T } = {};
  const undo = new Error('undone');
  await sql
    .begin(async (tx) => {
      outcome.value = await work(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return outcome.value as T;
}

describe('the policies', () => {
  it('are those that are meant', async () => {
    expect(await readPolicies(asOwner())).toEqual(expected);
  });

  it('give every table that has tenants to its tenant', async () => {
    for (const table of (await tenantTables(asOwner())).keys()) {
      expect(
        expected[table]?.some((policy) => /^tenant (ALL|SELECT) app_tenant own/.test(policy)),
        table,
      ).toBe(true);
    }
  });

  it('are missed one by one when they are dropped, or let more through', async () => {
    const owner = asOwner();
    const policies = await owner`
      select tablename, policyname, roles::text[] as roles, qual, with_check
      from pg_policies where schemaname = 'public'`;
    expect(policies.length).toBe(Object.values(expected).flat().length);
    for (const { tablename, policyname, qual } of policies) {
      const without = await undone(owner, async (tx) => {
        await tx`drop policy ${tx(policyname)} on ${tx(tablename)}`;
        return readPolicies(tx);
      });
      expect(without, `${tablename} without ${policyname}`).not.toEqual(expected);
      const part = qual === null ? 'with check' : 'using';
      const wider = await undone(owner, async (tx) => {
        await tx.unsafe(
          `alter policy ${policyname} on ${tablename} to public ${part} (true or ${tablename} is null)`,
        );
        return readPolicies(tx);
      });
      expect(wider, `${tablename} with a wider ${policyname}`).not.toEqual(expected);
    }
  });

  it('are missed when one is added', async () => {
    const added = await undone(asOwner(), async (tx) => {
      await tx`create policy support on messages for select to app_tenant using (true)`;
      return readPolicies(tx);
    });
    expect(added).not.toEqual(expected);
  });
});

describe('the tables and roles', () => {
  it('leave no way around the policies', async () => {
    expect(await readGaps(asOwner())).toEqual([]);
  });

  it.each([
    ['alter table messages no force row level security', 'messages has no forced row-level security'],
    ['alter table messages disable row level security', 'messages has no forced row-level security'],
    ['create table notes (organization_id uuid)', 'notes has no forced row-level security'],
    ['alter role app_tenant bypassrls', 'app_tenant is more than a role of the application'],
    ['alter role app_signer superuser', 'app_signer is more than a role of the application'],
    ['alter role app_signer inherit', 'app_signer is more than a role of the application'],
    ['alter table messages owner to app_tenant', 'app_tenant owns messages'],
    ['grant app_jobs to app_tenant', 'app_tenant is a member of app_jobs'],
    ['grant select on messages to elenchus_login', 'elenchus_login has rights of its own on messages'],
    ['grant select on messages to public', 'PUBLIC has rights of its own on messages'],
    ['create view every_message as select * from messages', 'every_message is a view'],
    [
      'alter function refresh_search_names security definer',
      'refresh_search_names runs with the rights of its owner',
    ],
    ['grant create on schema public to app_tenant', 'app_tenant may create in public'],
    ['grant insert on users to app_tenant', 'app_tenant may make superusers'],
    ['grant update (is_superuser) on users to app_auth', 'app_auth may make superusers'],
  ])('are seen to do so after: %s', async (statement, gap) => {
    const gaps = await undone(asOwner(), async (tx) => {
      await tx.unsafe(statement);
      return readGaps(tx);
    });
    expect(gaps).toContain(gap);
  });

  it('let no foreign key point from one tenant to another', async () => {
    const keys = await tenantForeignKeys(asOwner());
    expect(keys.length).toBeGreaterThan(20);
    for (const { name, target, columns, targetColumns } of keys) {
      const at = columns.indexOf('organization_id');
      expect([name, targetColumns[at]]).toEqual([
        name,
        target === 'organizations' ? 'id' : 'organization_id',
      ]);
    }
  });
});
