import { GetExecutionHistoryCommand, ListExecutionsCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { machineArn, one, outcome, serveMachine, start, task } from './service-under-test.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

describe('ends and history', () => {
  test('the TimeoutSeconds of a machine ends it as TIMED_OUT', async () => {
    const { execute } = await serveMachine(
      stack,
      { ...one(task('hang')), TimeoutSeconds: 60 },
      {
        hang: () => new Promise(() => undefined),
      },
    );
    expect(await execute({})).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  test('StopExecution aborts the call, does not retry, and is final', async () => {
    const called = Promise.withResolvers<void>();
    let calls = 0;
    const { client } = await serveMachine(
      stack,
      one(task('hang', { Retry: [{ ErrorEquals: ['States.ALL'] }], End: true })),
      {
        hang: (_, signal) =>
          new Promise((_resolve, reject) => {
            calls += 1;
            signal?.addEventListener('abort', () => reject(new Error('aborted')));
            called.resolve();
          }),
      },
    );
    const { executionArn = '' } = await client.send(start('doc-1'));
    await called.promise;
    const { stopDate } = await client.send(
      new StopExecutionCommand({ executionArn, error: 'Deleted', cause: 'gone' }),
    );
    expect(await outcome(client, executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Deleted',
      cause: 'gone',
    });
    expect(await client.send(new StopExecutionCommand({ executionArn }))).toMatchObject({ stopDate });
    expect(calls).toBe(1);
  });

  test('the history tells what was entered, called and failed', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'B' }];
    const definition = {
      StartAt: 'A',
      States: { A: task('fail', { Catch, End: true }), B: { Type: 'Succeed' } },
    };
    const { client, execute } = await serveMachine(stack, definition, {
      fail: () => Promise.reject(new TypeError('no')),
    });
    const { executionArn } = await execute({ id: 1 });
    const { events = [], nextToken } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 6 }),
    );
    expect(events.map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionFailed',
      'TaskStateExited',
      'SucceedStateEntered',
    ]);
    expect(events[3]?.lambdaFunctionFailedEventDetails).toMatchObject({ error: 'TypeError' });
    expect(events[1]?.stateEnteredEventDetails).toMatchObject({ name: 'A', input: '{"id":1}' });
    const rest = await client.send(
      new GetExecutionHistoryCommand({ executionArn, nextToken, maxResults: 6 }),
    );
    expect(rest.events?.map((event) => event.type)).toEqual(['SucceedStateExited', 'ExecutionSucceeded']);
    const last = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
    );
    expect(last.events?.[0]?.type).toBe('ExecutionSucceeded');
  });

  test('ListExecutions pages, and filters by status', async () => {
    const { client, execute } = await serveMachine(stack, one(task('maybe')), {
      maybe: (payload: { ok: boolean }) => (payload.ok ? null : Promise.reject(new Error('no'))),
    });
    for (const name of ['a', 'b', 'c']) await execute({ ok: name !== 'b' }, name);
    const list = (rest: object) =>
      client.send(new ListExecutionsCommand({ stateMachineArn: machineArn, ...rest }));
    const first = await list({ maxResults: 2 });
    const second = await list({ maxResults: 2, nextToken: first.nextToken });
    const names = [...(first.executions ?? []), ...(second.executions ?? [])].map((each) => each.name);
    expect(names.toSorted()).toEqual(['a', 'b', 'c']);
    expect(second.nextToken).toBeUndefined();
    expect((await list({ statusFilter: 'FAILED' })).executions).toMatchObject([
      { name: 'b', status: 'FAILED' },
    ]);
    expect((await list({ statusFilter: 'RUNNING' })).executions).toEqual([]);
  });
});
