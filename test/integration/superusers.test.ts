import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { verifyChain } from '@elenchus/core/audit/verify-chain';
import { listSuperusers, markSuperuser } from '@elenchus/core/identity/mark-superuser';
import { newUuid } from '@elenchus/core/platform/ids';
import { migrate } from '@elenchus/db/migrate';
import { ownerDatabaseOf } from '@elenchus/db/owner-database';
import { withTenant } from '@elenchus/db/tenant';
import { lockFolder } from '@elenchus/local/database/folder-lock';
import { startDatabase } from '@elenchus/local/database/start-database';
import { testTemplate } from '@elenchus/local/database/test-template';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { auditOf } from '../support/audit.ts';
import { asOwner } from '../support/identity.ts';
import { makeContext } from '../support/pipeline.ts';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

const root = join(import.meta.dirname, '../..');

/** Runs `npm run superuser` with these arguments and variables. */
async function superuser(list: readonly string[], variables: Readonly<Record<string, string>>) {
  const script = join(root, 'packages/local/src/operator/main.ts');
  const child = spawn(process.execPath, [script, 'functions/identity/superuser/main.ts', ...list], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...variables },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

const emailOf = ({ actor }: { readonly actor: { readonly id: string } }) => `${actor.id}@test.example`;

async function isMarked(owner: postgres.Sql, id: string) {
  const [row] = await owner`select is_superuser from users where id = ${id}`;
  return row?.['is_superuser'];
}

/** As the command calls services: on a connection of the tables' owner. */
function ownerContext() {
  const origin = { requestId: newUuid(), ipAddress: null, userAgent: null };
  return { clock: () => new Date(), newId: newUuid, origin, ports: { db: ownerDatabaseOf(asOwner()) } };
}

it('an operator is made and ended once each, and the log of the organization tells of it', async () => {
  const [ctx, owner] = [await makeContext(), ownerContext()];
  const email = emailOf(ctx);
  const mark = (isSuperuser: boolean) => markSuperuser({ ctx: owner, input: { email, isSuperuser } });
  const listed = async () =>
    (await listSuperusers({ ctx: owner })).filter((operator) => operator.email === email);
  expect([await mark(true), await mark(true)]).toEqual([true, false]);
  expect(await listed()).toEqual([{ email, isActive: true }]);
  await asOwner()`update users set is_active = false where id = ${ctx.actor.id}`;
  expect(await listed()).toEqual([{ email, isActive: false }]);
  expect([await mark(false), await mark(false)]).toEqual([true, false]);
  expect(await listed()).toEqual([]);

  const noted = { actor: { type: 'system', id: null }, resource: { type: 'user', id: ctx.actor.id } };
  expect(await auditOf(ctx)).toMatchObject([
    { ...noted, action: 'user.superuser_granted' },
    { ...noted, action: 'user.superuser_revoked' },
  ]);
  expect(await verifyChain(ctx)).toEqual({ entries: 2 });
});

describe('npm run superuser', () => {
  const variables = { DATABASE_URL: inject('ownerUrl') };

  it('finds a user by the address, however it is typed, in the database of DATABASE_URL', async () => {
    const ctx = await makeContext();
    const email = emailOf(ctx);
    const granted = await superuser(['grant', ` ${email.toUpperCase()}`], variables);
    expect(granted).toEqual({ code: 0, out: `${email} is now a superuser.\n`, err: '' });
    expect(await isMarked(asOwner(), ctx.actor.id)).toBe(true);
    expect((await superuser(['list'], variables)).out.split('\n')).toContain(email);
    const revoked = await superuser(['revoke', email], variables);
    expect(revoked).toEqual({ code: 0, out: `${email} is now no superuser.\n`, err: '' });
    expect(await isMarked(asOwner(), ctx.actor.id)).toBe(false);
  });

  it('says what is wrong with an address, and how it is called', async () => {
    expect(await superuser(['grant', 'nobody@nowhere.example'], variables)).toEqual({
      code: 1,
      out: '',
      err: 'Nobody is registered with nobody@nowhere.example.\n',
    });
    expect(await superuser(['grant', 'nobody'], variables)).toMatchObject({
      code: 1,
      err: '"nobody" is not an e-mail address.\n',
    });
    for (const list of [[], ['list', 'x'], ['grant', 'a@b.example', 'x']]) {
      expect(await superuser(list, variables)).toMatchObject({
        code: 2,
        err: expect.stringContaining('Usage'),
      });
    }
  });

  it('takes the database in the data folder while no server has it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'elenchus-operator-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const local = { ELENCHUS_DATA_DIR: folder };
    expect(await superuser(['list'], local)).toMatchObject({
      code: 1,
      err: `There is no database in ${folder} yet: npm start makes it.\n`,
    });
    const [id, organizationId] = [newUuid(), newUuid()];
    const open = async <T>(work: (owner: postgres.Sql) => Promise<T>) => {
      const database = await startDatabase({ dataDir: join(folder, 'db'), templateFile: testTemplate });
      const owner = postgres(database.url, { max: 1, onnotice: () => {} });
      const result = await work(owner);
      await owner.end();
      await database.stop();
      return result;
    };
    await open(async (owner) => {
      await migrate(owner);
      await owner`insert into organizations (id, name, created_at) values (${organizationId}, 'X', now())`;
      await owner`insert into users (id, organization_id, email, full_name, role, created_at)
        values (${id}, ${organizationId}, 'ada@firm.example', 'Ada', 'viewer', now())`;
    });
    const release = lockFolder(folder);
    expect(await superuser(['grant', 'ada@firm.example'], local)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`process ${process.pid}`),
    });
    release();
    expect(await superuser(['grant', 'ada@firm.example'], local)).toMatchObject({ code: 0, err: '' });
    expect(await open((owner) => isMarked(owner, id))).toBe(true);
  });
});

describe('no role of the application', () => {
  it.each(['app_tenant', 'app_auth', 'app_jobs', 'app_signer'])('makes an operator: %s', async (role) => {
    const ctx = await makeTenant(openTestDatabase());
    const as = (statement: ReturnType<typeof sql>) =>
      ctx.ports.db.transaction(async (tx) => {
        await tx.execute(
          sql`select set_config('role', ${role}, true), set_config('app.organization_id', ${ctx.organizationId}, true)`,
        );
        await tx.execute(statement);
      });
    const refused = { cause: { code: '42501' } };
    await expect(
      as(sql`update users set is_superuser = true where id = ${ctx.actor.id}`),
    ).rejects.toMatchObject(refused);
    await expect(
      as(sql`insert into users (id, organization_id, email, full_name, role, created_at, is_superuser)
        values (${newUuid()}, ${ctx.organizationId}, ${`${newUuid()}@x.example`}, 'X', 'viewer', now(), true)`),
    ).rejects.toMatchObject(refused);
  });

  it('needs the right for those who come as they are', async () => {
    const ctx = await makeTenant(openTestDatabase());
    await withTenant(ctx, (tx) =>
      tx.execute(sql`insert into users (id, organization_id, email, full_name, role, created_at)
        values (${newUuid()}, ${ctx.organizationId}, ${`${newUuid()}@x.example`}, 'X', 'viewer', now())`),
    );
    const rows =
      await asOwner()`select is_superuser from users where organization_id = ${ctx.organizationId}`;
    expect(rows.map((row) => row['is_superuser'])).toEqual([false, false]);
  });
});
