import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { sql } from 'drizzle-orm';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { ask, failureOf, lost, openThroughProxy } from '../support/proxied-database.ts';

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

  it('because nothing is asked, is not dead: work between two statements takes its time', async () => {
    const { proxy, db } = await openThroughProxy(1, { silenceMs: 50 });
    await db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      await delay(200);
      await tx.execute(sql`select 2`);
    });
    expect(proxy.connectionCount).toBe(1);
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
    const asking = Promise.resolve(tx.execute(sql`select 'answered' as state`));
    // Written by the third turn; then nothing is read for longer than a silence may last.
    for (let turn = 0; turn < 3; turn++) await nextTurn();
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
    const { proxy, db } = await openThroughProxy(1, { connectMs: 300, patienceMs: 300 });
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
