import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  machineArn,
  one,
  outcome,
  serveMachine,
  start,
  task,
  temporaryFolder,
} from './service-under-test.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

describe('restart and places', () => {
  test('what ran at a stop runs again from its beginning with its name, input and start time; what ended does not', async () => {
    const folder = await temporaryFolder(stack);
    const seen: string[] = [];
    const definition = {
      StartAt: 'A',
      States: { A: task('first', { ResultPath: null, Next: 'B' }), B: task('second') },
    };
    const secondReached = Promise.withResolvers<void>();
    const before = new AsyncDisposableStack();
    const former = await serveMachine(
      before,
      definition,
      {
        first: ({ id }: { id: string }) => void seen.push(`first ${id}`),
        second: ({ id }: { id: string }) => {
          if (id === 'done') return 'ok';
          secondReached.resolve();
          return new Promise(() => undefined);
        },
      },
      { folder },
    );
    await former.execute({ id: 'done' }, 'done');
    const { executionArn = '', startDate } = await former.client.send(start('cut', '{"id":"cut"}'));
    await secondReached.promise;
    await former.service.stop();
    await expect(former.client.send(start('late'))).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    await before.disposeAsync();

    const starts: unknown[] = [];
    const again = await serveMachine(
      stack,
      definition,
      { first: ({ id }: { id: string }) => void seen.push(`again ${id}`), second: (payload) => payload },
      { folder },
    );
    expect(await again.service.resumeUnfinished()).toBe(1);
    starts.push((await again.client.send(start('cut', '{"id":"cut"}'))).startDate);
    await again.service.drain(1e9);
    expect(await outcome(again.client, executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: { id: 'cut' },
    });
    expect(starts).toEqual([startDate]);
    expect(seen).toEqual(['first done', 'first cut', 'again cut']);
    expect(await again.service.resumeUnfinished()).toBe(0);
  });

  test('a process that is killed loses no execution that it has answered for', async () => {
    const folder = await temporaryFolder(stack);
    const child = fork(join(import.meta.dirname, 'process-to-kill.ts'), [folder], { stdio: 'ignore' });
    const killed = once(child, 'exit');
    expect(await once(child, 'message')).toEqual(['calling', undefined]);
    child.kill('SIGKILL');
    await killed;
    const { client, service } = await serveMachine(
      stack,
      one(task('work')),
      { work: ({ id }: { id: number }) => id },
      { folder },
    );
    expect(await service.resumeUnfinished()).toBe(3);
    await service.drain(1e9);
    const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn: machineArn }));
    expect(executions.map(({ name, status }) => `${name} ${status}`).toSorted()).toEqual([
      'doc-1 SUCCEEDED',
      'doc-2 SUCCEEDED',
      'doc-3 SUCCEEDED',
    ]);
  });

  test('a stop in the middle of a retry invokes nothing more', async () => {
    let calls = 0;
    const state = task('fail', {
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2_000_000 }],
      End: true,
    });
    const failed = Promise.withResolvers<void>();
    const { client, service } = await serveMachine(stack, one(state), {
      fail: () => {
        calls += 1;
        failed.resolve();
        throw new Error('no');
      },
    });
    await client.send(start('doc-1'));
    await failed.promise;
    await service.stop();
    expect(calls).toBe(1);
  });

  test('at most maxConcurrentExecutions run; the others are RUNNING, come in order, and their time does not run', async () => {
    const order: string[] = [];
    const gates = new Map<string, () => void>();
    const { client, service, clock } = await serveMachine(
      stack,
      { ...one(task('work')), TimeoutSeconds: 2_000_000 },
      {
        work: ({ id }: { id: string }) => {
          order.push(id);
          return new Promise<void>((resolve) => gates.set(id, resolve));
        },
      },
      { maxConcurrentExecutions: 2 },
    );
    for (const id of ['a', 'b', 'c', 'd']) await client.send(start(id, JSON.stringify({ id })));
    const list = await client.send(
      new ListExecutionsCommand({ stateMachineArn: machineArn, statusFilter: 'RUNNING' }),
    );
    expect(list.executions).toHaveLength(4);
    expect(order).toEqual(['a', 'b']);
    expect(clock.requestedMs).toEqual([2e9, 2e9]);
    for (const id of ['a', 'b', 'c', 'd']) {
      await expect.poll(() => gates.has(id), { interval: 1 }).toBe(true);
      gates.get(id)?.();
    }
    await service.drain(1e9);
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });
});
