import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { FreezableClient } from '../support/freezable-client.ts';
import { openRestartableDatabase, type RestartableDatabase } from '../support/restartable-database.ts';
import { startProxy } from '../support/tcp-proxy.ts';

/** A start of the database may take long on a busy machine. */
const unhurried = { patienceMs: 60_000 };

describe('a process whose database restarts', () => {
  let database: RestartableDatabase;
  beforeAll(async () => {
    database = await openRestartableDatabase();
  });
  afterAll(() => database.remove());

  /** Processes that reach it through a proxy, which keeps the port: the embedded one has a new one after each start. */
  async function connectClients(count: number) {
    const proxy = await startProxy(database.url());
    const clients = Array.from({ length: count }, () => new FreezableClient(proxy.url, unhurried));
    const restart = async () => {
      await database.stop();
      await database.start();
      proxy.retarget(database.url());
      for (const client of clients) client.connectTo(proxy.url);
    };
    return { clients: clients as [FreezableClient, FreezableClient], restart };
  }

  it('loses nothing but the transaction under way, and waits with the others until it is back', async () => {
    const {
      clients: [client],
      restart,
    } = await connectClients(1);
    expect(await client.ask()).toBe('done');
    const { ended } = await client.enter();
    const waiting = [client.ask(), client.ask(), client.ask()];
    await restart();
    client.proceed();
    expect([await ended, ...(await Promise.all(waiting))]).toEqual(['lost', 'done', 'done', 'done']);
    expect(await client.end()).toBe(0);
  });

  it('while it stands still, loses nothing but an open transaction', async () => {
    const {
      clients: [idle, inside],
      restart,
    } = await connectClients(2);
    expect(await idle.ask()).toBe('done');
    const { ended } = await inside.enter();
    await Promise.all([idle.freeze(), inside.freeze()]);
    await restart();
    inside.proceed();
    const asked = [idle.ask(), idle.ask(), inside.ask()];
    for (const client of [idle, inside]) client.thaw();
    expect([await ended, ...(await Promise.all(asked))]).toEqual(['lost', 'done', 'done', 'done']);
    expect([await idle.end(), await inside.end()]).toEqual([0, 0]);
  });
});

describe('a process that stands still', () => {
  it('while its statement is under way and the connection ends, rejects it and goes on', async () => {
    const proxy = await startProxy(inject('loginUrl'));
    const client = new FreezableClient(proxy.url);
    const { ended } = await client.enter();
    const reached = proxy.swallow('went on');
    client.proceed();
    await reached;
    await client.freeze();
    proxy.reset();
    client.thaw();
    expect([await ended, await client.ask()]).toEqual(['lost', 'done']);
    expect(await client.end()).toBe(0);
  });

  it('while the network forgets its connection, goes on without a failure', async () => {
    const proxy = await startProxy(inject('loginUrl'));
    const client = new FreezableClient(proxy.url, { staleAfterMs: 0, staleAnswerMs: 200 });
    expect(await client.ask()).toBe('done');
    await client.freeze();
    proxy.blackHole();
    client.thaw();
    expect(await client.ask()).toBe('done');
    expect(await client.end()).toBe(0);
  });
});
