import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase, settingsFromUrl, type Transaction } from '@elenchus/db/database';
import { DatabaseUnavailableError } from '@elenchus/db/errors';
import { openOwnerConnection } from '@elenchus/db/owner-database';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { ask, failureOf, lost, openThroughProxy } from '../support/proxied-database.ts';
import { startProxy } from '../support/tcp-proxy.ts';
import { makeTenant } from '../support/tenants.ts';

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

  it('at any message of its life, a process lives on', async () => {
    const ended: unknown[] = [];
    // Startup, password (two with SCRAM), BEGIN, a statement in two messages, COMMIT.
    for (let message = 0; message < 7; message++) {
      const { proxy, db } = await openThroughProxy();
      void proxy.swallow('', message).then(() => proxy.reset());
      await db
        .transaction((tx) => tx.execute(sql`select ${message}::int`))
        .catch((error: unknown) => ended.push(error));
      expect(await ask(db)).toBeDefined();
    }
    // What was lost before the work began was done at a second try.
    expect(ended.length).toBeGreaterThan(0);
    expect(ended.length).toBeLessThan(5);
    for (const error of ended) expect(error).toBeInstanceOf(DatabaseUnavailableError);
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

it('the connection of the owner rejects all that is asked of it once it is dead', async () => {
  const proxy = await startProxy(inject('ownerUrl'));
  const owner = await openOwnerConnection(settingsFromUrl(proxy.url, 1));
  await owner`select 1`;
  const reached = proxy.swallow('into nowhere');
  const underWay = Promise.allSettled([owner`select 'into nowhere', ${1}::int`, owner`select 2`]);
  await reached;
  const behind = Promise.allSettled([owner.begin((tx) => tx`select 3`)]);
  proxy.reset();
  const later = await Promise.allSettled([owner`select 4`, owner.begin((tx) => tx`select 5`)]);
  expect([...(await underWay), ...(await behind), ...later].map(({ status }) => status)).toEqual(
    Array(5).fill('rejected'),
  );
  await expect(owner.end()).resolves.toBeUndefined();
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
