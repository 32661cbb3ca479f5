import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, startDatabase } from './start-database.ts';
import { testTemplate } from './test-template.ts';

let db: Database;
let owner: postgres.Sql;
let login: postgres.Sql;

beforeAll(async () => {
  db = await startDatabase({ dataDir: 'memory', templateFile: testTemplate });
  owner = postgres(db.url, { max: 2, onnotice: () => {} });
  await owner.unsafe(`
    create role app_tenant nologin;
    create role app_login login noinherit;
    grant app_tenant to app_login;
    create table notes (org text, body text);
    grant select, insert on notes to app_tenant;
    alter table notes enable row level security;
    alter table notes force row level security;
    create policy own on notes using (org = current_setting('app.org', true));
    insert into notes values ('a', 'of a'), ('b', 'of b');
  `);
  login = postgres(db.urlFor('app_login'), { max: 3, onnotice: () => {} });
});
afterAll(async () => {
  await login.end();
  await owner.end();
  await db.stop();
});

describe('the role of the login', () => {
  it('is the session user, without rights of its own', async () => {
    expect(
      await login`select session_user as s, current_user as u, current_setting('is_superuser') as su`,
    ).toEqual([{ s: 'app_login', u: 'app_login', su: 'off' }]);
    await expect(login`select * from notes`).rejects.toMatchObject({ code: '42501' });
  });

  it('sees the rows of its tenant, and none without one, while the superuser works beside it', async () => {
    const rowsOf = (org: string) =>
      login.begin(async (tx) => {
        await tx`set local role app_tenant`;
        await tx`select set_config('app.org', ${org}, true)`;
        return (await tx`select body from notes`).map((row) => row['body']);
      });
    const [a, all, b, none] = await Promise.all([
      rowsOf('a'),
      owner`select body from notes`,
      rowsOf('b'),
      rowsOf(''),
    ]);
    expect({ a, all: all.length, b, none }).toEqual({ a: ['of a'], all: 2, b: ['of b'], none: [] });
  });

  it.each([
    'set session authorization postgres',
    'set role postgres',
    `do $$ begin execute 'set session ' || 'authorization postgres'; end $$`,
    `select set_config('session_authorization', 'postgres', false)`,
    `select set_config('role', 'postgres', true)`,
    'create role another superuser',
    'checkpoint',
  ])('cannot become more by %s', async (statement) => {
    await expect(login.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
    expect(await login`select session_user as s, current_user as u`).toEqual([
      { s: 'app_login', u: 'app_login' },
    ]);
  });

  it.each([
    'reset session authorization',
    'set session authorization default',
    'reset role',
    'reset all',
    'discard all',
    'set role none',
  ])('stays itself after %s', async (statement) => {
    const rows = await login.reserve().then(async (one) => {
      await one.unsafe(statement);
      const result = await one`select session_user as s, current_user as u`;
      await expect(one.unsafe('create role x')).rejects.toMatchObject({ code: '42501' });
      one.release();
      return result;
    });
    expect(rows).toEqual([{ s: 'app_login', u: 'app_login' }]);
    expect(await owner`select session_user as s, current_setting('is_superuser') as su`).toEqual([
      { s: 'postgres', su: 'on' },
    ]);
  });
});

describe('the login', () => {
  it.each([
    ['an unknown role', () => db.urlFor('nobody'), '28000'],
    ['a role that may not log in', () => db.urlFor('app_tenant'), '28000'],
    ['a wrong password', () => db.url.replace(/:[^:@]+@/, ':wrong@'), '28P01'],
    ['an unknown database', () => db.url.replace(/postgres$/, 'other'), '3D000'],
  ])('refuses %s', async (_name, url, code) => {
    const client = postgres(url(), { max: 1 });
    await expect(client`select 1`).rejects.toMatchObject({ code });
    await client.end();
  });

  it('ends with its role, while the others are served', async () => {
    await owner`create role leaving login`;
    const client = postgres(db.urlFor('leaving'), { max: 1, onclose: () => {} });
    await client`select 1`;
    await owner`drop role leaving`;
    await expect(client`select 1`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(await owner`select 1 as one`).toEqual([{ one: 1 }]);
    await client.end({ timeout: 0 });
  });

  it('answers a request for encryption with no', async () => {
    const client = postgres(db.url, { max: 1, ssl: 'prefer' });
    expect(await client`select 1 as one`).toEqual([{ one: 1 }]);
    await client.end();
  });
});
