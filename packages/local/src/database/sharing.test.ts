import { connect as connectTo } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FrameParser, typeOf } from './frames.ts';
import { cString, errorFieldsOf, message, query, sync } from './messages.ts';
import { type Database, startDatabase } from './start-database.ts';
import { testTemplate } from './test-template.ts';

let db: Database;
let sql: postgres.Sql;
const connect = (options: postgres.Options<Record<string, never>> = {}) =>
  postgres(db.url, { max: 1, onnotice: () => {}, ...options });

beforeAll(async () => {
  db = await startDatabase({
    dataDir: 'memory',
    templateFile: testTemplate,
    idleInTransactionTimeoutMs: 1_000,
  });
  sql = connect({ max: 20 });
  await sql.unsafe(`create table entries (id serial primary key, worker int, step int);
    create role app_tenant nologin`);
});
afterAll(async () => {
  await sql.end();
  await db.stop();
});

describe('many clients on one session', () => {
  it('keeps twenty interleaved transactions apart', async () => {
    const clients = Array.from({ length: 20 }, () => connect());
    const seen = await Promise.all(
      clients.map((client, worker) =>
        client.begin(async (tx) => {
          await tx`set local role postgres`;
          await tx`select set_config('app.worker', ${String(worker)}, true)`;
          await tx`insert into entries (worker, step) values (${worker}, 1)`;
          await tx
            .savepoint(async (inner) => {
              await inner`insert into entries (worker, step) values (${worker}, 2)`;
              await inner`select 1 / ${0}::int`;
            })
            .catch((error: postgres.PostgresError) => expect(error.code).toBe('22012'));
          await tx`insert into entries (worker, step) values (${worker}, 3)`;
          const [row] = await tx`select current_setting('app.worker') as worker`;
          return row?.['worker'];
        }),
      ),
    );
    await Promise.all(clients.map((client) => client.end()));
    expect(seen).toEqual(clients.map((_, worker) => String(worker)));
    const rows =
      await sql`select worker, array_agg(step order by step) as steps from entries group by 1 order by 1`;
    expect(rows.map((row) => [row['worker'], row['steps']])).toEqual(
      clients.map((_, worker) => [worker, [1, 3]]),
    );
  });

  it('runs pipelined statements in their order and reports the failing one', async () => {
    const client = connect();
    const results = await Promise.allSettled([
      client`select ${1}::int as v`,
      client`select nothing_of_that_name`,
      ...Array.from({ length: 50 }, (_, i) => client`select ${i}::int as v`),
    ]);
    await client.end();
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      ...Array(50).fill('fulfilled'),
    ]);
  });

  it('keeps prepared statements of the same name and text apart', async () => {
    const [a, b] = [connect(), connect()];
    for (let i = 0; i < 5; i++) {
      expect(await a`select ${i}::int + 1 as v`).toEqual([{ v: i + 1 }]);
      expect(await b`select ${i}::int + 1 as v`).toEqual([{ v: i + 1 }]);
    }
    await a`deallocate all`;
    expect(await b`select ${9}::int + 1 as v`).toEqual([{ v: 10 }]);
    await Promise.all([a.end(), b.end()]);
    const left =
      await sql`select name from pg_prepared_statements where statement like '%int + 1%' and statement not like '%like%'`;
    expect(left).toEqual([]);
  });

  it('keeps an unnamed statement across the turns of others', async () => {
    const client = await rawClient();
    await client.ask(message('P', cString(''), cString("select 'mine'"), Buffer.alloc(2)), sync());
    await sql.unsafe('select 1', [], { prepare: false });
    const bind = message('B', cString(''), cString(''), Buffer.alloc(6));
    const execute = message('E', cString(''), Buffer.alloc(4));
    const answer = await client.ask(bind, execute, sync());
    client.socket.destroy();
    expect(answer.map((frame) => String.fromCharCode(frame.type)).join('')).toBe('2DCZ');
  });

  it('gives a client its own session settings, and them to nobody else', async () => {
    const [a, b] = [connect({ connection: { application_name: 'alpha' } }), connect()];
    await a`set search_path = pg_catalog`;
    await a`select set_config('app.secret', 'of a', false)`;
    await a`set role app_tenant`;
    expect(
      await b`select current_user as u, current_setting('search_path') as p, current_setting('app.secret', true) as s, current_setting('application_name') as n`,
    ).toEqual([{ u: 'postgres', p: '"$user", public', s: '', n: 'postgres.js' }]);
    expect(
      await a`select current_user as u, current_setting('search_path') as p, current_setting('app.secret', true) as s, current_setting('application_name') as n`,
    ).toEqual([{ u: 'app_tenant', p: 'pg_catalog', s: 'of a', n: 'alpha' }]);
    await Promise.all([a.end(), b.end()]);
  });

  it('leaves temporary tables and SQL-level prepared statements to nobody', async () => {
    const [a, b] = [connect(), connect()];
    await a`create temp table scratch (v int)`;
    await a.unsafe('prepare kept as select 1');
    await expect(b`select * from scratch`).rejects.toMatchObject({ code: '42P01' });
    await expect(b.unsafe('execute kept')).rejects.toMatchObject({ code: '26000' });
    await Promise.all([a.end(), b.end()]);
  });
});

describe('values', () => {
  it('carries parameters of every type', async () => {
    const values = {
      b: true,
      i: 2_147_483_647,
      big: '9223372036854775807',
      f: 0.1,
      n: '12345678901234567890.123456789',
      t: "quote ' backslash \\ and 漢字 😀",
      d: new Date('2026-11-21T01:02:03.456Z'),
      u: '0193f0a0-0000-7000-8000-000000000001',
    };
    const [row] =
      await sql`select ${values.b}::boolean as b, ${values.i}::int as i, ${values.big}::bigint as big,
      ${values.f}::float8 as f, ${values.n}::numeric as n, ${values.t}::text as t, ${values.d}::timestamptz as d,
      ${values.u}::uuid as u, ${sql.json({ a: [1, null] })}::jsonb as j, ${[1, 2]}::int[] as a,
      ${null}::text as z, ${Buffer.from([0, 255])}::bytea as y`;
    expect(row).toEqual({ ...values, j: { a: [1, null] }, a: [1, 2], z: null, y: Buffer.from([0, 255]) });
  });

  it('carries five megabytes both ways', async () => {
    const bytes = Buffer.alloc(5 * 1024 * 1024, 'elenchus');
    const [row] = await sql`select ${bytes}::bytea as bytes`;
    expect(Buffer.compare(row?.['bytes'], bytes)).toBe(0);
  });

  it('has vectors and trigrams', async () => {
    await sql`create extension if not exists vector`;
    await sql`create extension if not exists pg_trgm`;
    const [row] =
      await sql`select '[1,0]'::vector <=> '[0,1]'::vector as distance, similarity('lease', 'leases') as s`;
    expect(row).toEqual({ distance: 1, s: expect.closeTo(0.625, 1) });
  });

  it('reads by cursor while others wait', async () => {
    const sizes: number[] = [];
    const others = [sql`select 1`, sql`select 2`];
    for await (const rows of sql`select generate_series(1, 25)`.cursor(10)) sizes.push(rows.length);
    await Promise.all(others);
    expect(sizes).toEqual([10, 10, 5]);
  });
});

describe('clients that misbehave', () => {
  it('rolls back when a client dies inside a transaction', async () => {
    const client = await rawClient();
    await client.ask(query('begin; insert into entries (worker) values (-1)'));
    client.socket.destroy();
    expect(await sql`select * from entries where worker = -1`).toEqual([]);
  });

  it('rolls back what a client left without Sync', async () => {
    const client = await rawClient();
    const parse = message(
      'P',
      cString(''),
      cString('insert into entries (worker) values (-2)'),
      Buffer.alloc(2),
    );
    const bind = message('B', cString(''), cString(''), Buffer.alloc(6));
    client.socket.write(
      Buffer.concat([parse, bind, message('E', cString(''), Buffer.alloc(4)), message('H')]),
    );
    await client.until('C');
    client.socket.destroy();
    expect(await sql`select * from entries where worker = -2`).toEqual([]);
  });

  it('cuts off a client that is idle in a transaction, and serves the others', async () => {
    const client = await rawClient();
    await client.ask(query('begin; insert into entries (worker) values (-3)'));
    const [row] = await sql`select count(*)::int as n from entries where worker = -3`;
    expect(row).toEqual({ n: 0 });
    const [error] = await client.until('E');
    expect(errorFieldsOf(error?.bytes ?? Buffer.alloc(0)).get('C')).toBe('25P03');
  });

  it('skips to Sync after an error', async () => {
    const client = await rawClient();
    const wrong = message('P', cString(''), cString('select nope'), Buffer.alloc(2));
    const skipped = message('P', cString('later'), cString('select 1'), Buffer.alloc(2));
    const answer = await client.ask(wrong, skipped, sync());
    client.socket.destroy();
    expect(answer.map((frame) => String.fromCharCode(frame.type)).join('')).toBe('EZ');
  });

  it('refuses COPY FROM STDIN and keeps serving', async () => {
    await expect(sql.unsafe('copy entries from stdin')).rejects.toMatchObject({ code: '0A000' });
    await expect(sql`copy entries from stdin`).rejects.toMatchObject({ code: '0A000' });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it('refuses session-level advisory locks, not those of a transaction', async () => {
    await expect(sql`select pg_advisory_lock(1)`).rejects.toMatchObject({
      code: '0A000',
      message: expect.stringContaining('pg_advisory_xact_lock'),
    });
    await expect(sql.unsafe('select pg_try_advisory_lock(1)')).rejects.toMatchObject({ code: '0A000' });
    expect(await sql`select pg_try_advisory_xact_lock(1) as locked`).toEqual([{ locked: true }]);
  });

  it.each([
    ['an unknown message type', message('y', Buffer.from('zz'))],
    ['a query without an end', message('Q', Buffer.from('select'))],
    ['an empty query message', message('Q')],
    ['a cut Bind', message('B', cString(''))],
    ['a cut Parse', message('P', cString('x'))],
    ['a cut Describe', message('D')],
  ])('survives %s', async (_name, bytes) => {
    const client = await rawClient();
    client.socket.write(Buffer.concat([bytes, sync()]));
    const [error] = await client.until('E');
    client.socket.destroy();
    expect(errorFieldsOf(error?.bytes ?? Buffer.alloc(0)).get('C')).toBe('08P01');
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
});

describe('notifications', () => {
  it('reach those who listen, and only them', async () => {
    const [a, b] = [connect(), connect()];
    const heard: string[] = [];
    const both = Promise.withResolvers<void>();
    const note = (text: string) => heard.push(text) === 3 && both.resolve();
    const first = await a.listen('first', (payload) => note(`a first ${payload}`));
    await b.listen('first', (payload) => note(`b first ${payload}`));
    await b.listen('Second "one"', (payload) => note(`b second ${payload}`));
    await first.unlisten();
    await a.listen('third', (payload) => note(`a third ${payload}`));
    await sql.begin(async (tx) => {
      await tx`select pg_notify('first', '1')`;
      await tx`select pg_notify('Second "one"', '2')`;
      await tx`select pg_notify('third', '3')`;
    });
    await both.promise;
    await Promise.all([a.end(), b.end()]);
    expect(heard.sort()).toEqual(['a third 3', 'b first 1', 'b second 2']);
  });
});

async function rawClient() {
  const socket = connectTo(db.port, '127.0.0.1');
  const parser = new FrameParser(1 << 20);
  const frames = socket.iterator({ destroyOnReturn: false });
  const queue: ReturnType<FrameParser['push']> = [];
  const until = async (type: string) => {
    const taken: typeof queue = [];
    for (;;) {
      for (let frame = queue.shift(); frame !== undefined; frame = queue.shift()) {
        taken.push(frame);
        if (frame.type === typeOf(type)) return taken.slice(type === 'E' || type === 'C' ? -1 : 0);
      }
      const next = await frames.next();
      if (next.done) throw new Error('connection ended');
      queue.push(...parser.push(next.value));
    }
  };
  const body = Buffer.from('\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  socket.write(Buffer.concat([length, body]));
  socket.write(message('p', cString(new URL(db.url).password)));
  await until('Z');
  const ask = (...messages: Buffer[]) => {
    socket.write(Buffer.concat(messages));
    return until('Z');
  };
  return { socket, until, ask };
}
