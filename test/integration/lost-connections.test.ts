import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Database, openDatabase, settingsFromUrl, type Transaction } from '@elenchus/db/database';
import { DatabaseUnavailableError } from '@elenchus/db/errors';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { startProxy } from '../support/tcp-proxy.ts';
import { makeTenant } from '../support/tenants.ts';

/** Short times, where a test waits for one. */
const impatient = { staleAfterMs: 0, staleAnswerMs: 100, silenceMs: 200, connectMs: 300, patienceMs: 300 };

/** A pool that reaches the database through a proxy. */
async function openThroughProxy(maxConnections = 1, timings: Partial<typeof impatient> = {}) {
  const proxy = await startProxy(inject('loginUrl'));
  const { db, close } = openDatabase(settingsFromUrl(proxy.url, maxConnections), timings);
  onTestFinished(close);
  return { proxy, db, close };
}

const ask = (db: Database) =>
  db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    return row?.pid;
  });

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('nothing failed'),
    (error: unknown) => error,
  );

const lost = (mayHaveCommitted = false) =>
  expect.objectContaining({
    constructor: DatabaseUnavailableError,
    code: 'database_unavailable',
    mayHaveCommitted,
  });

describe('a connection that dies', () => {
  it.each(['reset', 'end'] as const)('while idle (%s), is replaced without a failure', async (fault) => {
    const { proxy, db } = await openThroughProxy();
    for (let i = 0; i < 5; i++) {
      await ask(db);
      proxy[fault]();
      expect(await ask(db)).toBeDefined();
    }
  });

  it.each(['reset', 'end'] as const)('in the middle of a statement (%s), rejects it', async (fault) => {
    const { proxy, db } = await openThroughProxy();
    const reached = proxy.swallow('into nowhere');
    const failing = failureOf(db.transaction((tx) => tx.execute(sql`select 'into nowhere'`)));
    await reached;
    proxy[fault]();
    expect(await failing).toEqual(lost());
    expect(await ask(db)).toBeDefined();
  });

  it('between two statements, rejects whatever turn of the event loop the next one is written in', async () => {
    const { proxy, db } = await openThroughProxy();
    for (let turns = 0; turns < 25; turns++) {
      const failing = failureOf(
        db.transaction(async (tx) => {
          await tx.execute(sql`select 1`);
          proxy.reset();
          for (let turn = 0; turn < turns; turn++) await nextTurn();
          await tx.execute(sql`select ${turns}::int`);
          // The kernel may have taken the statement before the RST came: then this one finds out.
          await tx.execute(sql`select 2`);
        }),
      );
      expect(await failing).toEqual(lost());
    }
    expect(await ask(db)).toBeDefined();
  });

  it('rejects what is said to a transaction that has ended', async () => {
    const { db } = await openThroughProxy();
    let left: Transaction | undefined;
    await db.transaction(async (tx) => {
      left = tx;
    });
    expect(await failureOf(left?.execute(sql`select 1`) ?? expect.fail())).toMatchObject({
      cause: { code: 'transaction_over' },
    });
  });

  it('while committing, says that the outcome is not known', async () => {
    const { proxy, db } = await openThroughProxy();
    const reached = proxy.swallow('commit');
    const failing = failureOf(db.transaction((tx) => tx.execute(sql`select 1`)));
    await reached;
    proxy.reset();
    expect(await failing).toEqual(lost(true));
    expect(await ask(db)).toBeDefined();
  });

  it('while it begins, is replaced without a failure, and the work runs once', async () => {
    const { proxy, db } = await openThroughProxy();
    await ask(db);
    const reached = proxy.swallow('begin');
    let runs = 0;
    const asking = db.transaction(async (tx) => {
      runs += 1;
      return tx.execute(sql`select 1`);
    });
    await reached;
    proxy.reset();
    expect([(await asking).length, runs]).toEqual([1, 1]);
  });

  it('rejects what the transaction sends later, and all of what it sent at once', async () => {
    const { proxy, db } = await openThroughProxy();
    const settled = Promise.withResolvers<PromiseSettledResult<unknown>[]>();
    const reached = proxy.swallow('into nowhere');
    const failing = failureOf(
      db.transaction(async (tx) => {
        const first = await Promise.allSettled([tx.execute(sql`select 'into nowhere', ${1}::int`)]);
        const later = await Promise.allSettled([
          tx.execute(sql`select 1`),
          tx.execute(sql`select ${2}::int`),
        ]);
        settled.resolve([...first, ...later]);
      }),
    );
    await reached;
    proxy.reset();
    expect(await failing).toEqual(lost());
    expect((await settled.promise).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('never lets a transaction run on in that of another tenant', async () => {
    const { proxy, db } = await openThroughProxy();
    const [a, b] = [await makeTenant(db), await makeTenant(db)];
    const organizations = sql`select id from organizations`;
    const bIsInside = Promise.withResolvers<void>();
    const aHasTried = Promise.withResolvers<unknown>();
    const ofA = failureOf(
      withTenant(a, async (tx) => {
        await tx.execute(organizations);
        proxy.reset();
        await bIsInside.promise;
        aHasTried.resolve(await tx.execute(organizations).catch(() => 'refused'));
      }),
    );
    expect(await ofA).toEqual(lost());
    const rows = await withTenant(b, async (tx) => {
      bIsInside.resolve();
      expect(await aHasTried.promise).toBe('refused');
      return tx.execute(organizations);
    });
    expect(rows.map((row) => row['id'])).toEqual([b.organizationId]);
  });

  it('again and again under load, leaves no call hanging and no connection behind', async () => {
    const { proxy, db } = await openThroughProxy(3);
    const outcomes = Array.from({ length: 120 }, async (_, index) => {
      if (index % 10 === 9) void proxy.swallow(`mark ${index}`).then(() => proxy.reset());
      const work = db.transaction(async (tx) => {
        await tx.execute(sql`select ${index}::int`);
        await tx.execute(sql.raw(`select 'mark ${index}'`));
      });
      return work.then(
        () => 'done',
        (error: unknown) => (error instanceof DatabaseUnavailableError ? 'lost' : error),
      );
    });
    const counts = Map.groupBy(await Promise.all(outcomes), (outcome) => outcome);
    expect(new Set(counts.keys())).toEqual(new Set(['done', 'lost']));
    // A reset takes the three open connections with it.
    expect(counts.get('lost')?.length).toBeLessThanOrEqual(12 * 3);
    expect(await Promise.all([ask(db), ask(db), ask(db)])).not.toContain(undefined);
  });
});

describe('a connection on which nothing comes any more', () => {
  it('while idle, is replaced without a failure', async () => {
    const { proxy, db } = await openThroughProxy(1, { staleAfterMs: 0, staleAnswerMs: 100 });
    await ask(db);
    proxy.blackHole();
    expect(await ask(db)).toBeDefined();
    expect(proxy.connectionCount).toBe(2);
  });

  it('in the middle of a transaction, rejects it', async () => {
    const { proxy, db } = await openThroughProxy(1, { silenceMs: 200 });
    const failing = failureOf(
      db.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        proxy.blackHole();
        await tx.execute(sql`select 2`);
      }),
    );
    expect(await failing).toEqual(lost());
    expect(await ask(db)).toBeDefined();
  });

  it('does not hold up the end of the pool', async () => {
    const { proxy, db, close } = await openThroughProxy();
    await ask(db);
    proxy.blackHole();
    await expect(close()).resolves.toBeUndefined();
  });

  it('for a while only, is left alone: a slow statement is not cut', async () => {
    const { proxy, db } = await openThroughProxy(1, { staleAfterMs: 60_000, staleAnswerMs: 1 });
    const pid = await ask(db);
    const reached = proxy.swallow('slow');
    const asking = db.transaction((tx) => tx.execute(sql`select pg_backend_pid() as pid, 'slow'`));
    await reached;
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    proxy.letPass();
    expect((await asking)[0]?.['pid']).toBe(pid);
    expect(proxy.connectionCount).toBe(1);
  });
});

it('does not take for silence what came while the process was busy', async () => {
  const { db, close } = openDatabase(settingsFromUrl(inject('loginUrl'), 1), { silenceMs: 300 });
  onTestFinished(close);
  const answer = await db.transaction(async (tx) => {
    const asking = tx.execute(sql`select 'answered' as state`);
    // Written by the second turn; then nothing is read for longer than a silence may last.
    for (let turn = 0; turn < 2; turn++) await nextTurn();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
    return asking;
  });
  expect(answer[0]?.['state']).toBe('answered');
});

describe('a database that cannot be reached', () => {
  it('is waited for, and all work is done when it is back', async () => {
    const { proxy, db } = await openThroughProxy(2);
    await ask(db);
    await proxy.refuse();
    proxy.reset();
    const work = [ask(db), ask(db), ask(db)];
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    await proxy.accept();
    expect(await Promise.all(work)).not.toContain(undefined);
  });

  it('is given up after a while, and asked again by the next call', async () => {
    const { proxy, db } = await openThroughProxy(1, impatient);
    await proxy.refuse();
    expect(await failureOf(ask(db))).toEqual(lost());
    await proxy.accept();
    expect(await ask(db)).toBeDefined();
  });

  it('is not waited for when it refuses us', async () => {
    const url = new URL(inject('loginUrl'));
    url.password = 'wrong';
    const { db, close } = openDatabase(settingsFromUrl(url.href, 1));
    onTestFinished(close);
    const startedAt = performance.now();
    expect(await failureOf(ask(db))).toMatchObject({ code: '28P01' });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe.runIf(process.env['DATABASE_URL'])('a server that ends our sessions', () => {
  it('costs the statement that ran and nothing else', async () => {
    const { db } = await openThroughProxy();
    const { db: other, close } = openDatabase(settingsFromUrl(inject('ownerUrl'), 1));
    onTestFinished(close);
    const pid = await ask(db);
    const terminate = sql`select pg_terminate_backend(${pid}::int)`;
    const failing = failureOf(db.transaction((tx) => tx.execute(sql`select pg_sleep(60)`)));
    await other.transaction((tx) => tx.execute(terminate));
    expect(await failing).toEqual(lost());
    const again = await ask(db);
    await other.transaction((tx) => tx.execute(sql`select pg_terminate_backend(${again}::int)`));
    expect(await ask(db)).toBeDefined();
  });
});
