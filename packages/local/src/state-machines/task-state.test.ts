import { SendTaskHeartbeatCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { functionArn, one, outcome, serveMachine, start, task } from './service-under-test.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

describe('Task', () => {
  test('retries with back-off, a longest delay and jitter, then catches with the error beside the input', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: task('fail', {
          Retry: [
            { ErrorEquals: ['Permanent'], MaxAttempts: 0 },
            {
              ErrorEquals: ['States.ALL'],
              IntervalSeconds: 2,
              BackoffRate: 3,
              MaxAttempts: 4,
              MaxDelaySeconds: 20,
              JitterStrategy: 'FULL',
            },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'B' }],
          End: true,
        }),
        B: { Type: 'Pass', End: true },
      },
    };
    const { execute, clock } = await serveMachine(
      stack,
      definition,
      { fail: () => Promise.reject(Object.assign(new Error('busy'), { name: 'Throttled' })) },
      { random: () => 0.5 },
    );
    const { output } = await execute({ id: 7 });
    expect(clock.delaysMs).toEqual([1000, 3000, 9000, 10_000]);
    expect(output).toEqual({
      id: 7,
      failure: {
        Error: 'Throttled',
        Cause: JSON.stringify({ errorType: 'Throttled', errorMessage: 'busy' }),
      },
    });
  });

  test('MaxAttempts 0 in an earlier retrier keeps a permanent error from the later ones', async () => {
    let calls = 0;
    const Retry = [
      { ErrorEquals: ['Permanent'], MaxAttempts: 0 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 5 },
    ];
    const { execute } = await serveMachine(stack, one(task('fail', { Retry, End: true })), {
      fail: () => {
        calls += 1;
        throw Object.assign(new Error('encrypted'), { name: 'Permanent' });
      },
    });
    expect(await execute({})).toMatchObject({
      status: 'FAILED',
      error: 'Permanent',
      cause: JSON.stringify({ errorType: 'Permanent', errorMessage: 'encrypted' }),
    });
    expect(calls).toBe(1);
  });

  test('TimeoutSeconds aborts the call; States.TaskFailed does not match it, States.Timeout does', async () => {
    let aborted: unknown;
    let calls = 0;
    const definition = {
      StartAt: 'A',
      States: {
        A: task('hang', {
          TimeoutSeconds: 30,
          Retry: [{ ErrorEquals: ['States.TaskFailed'] }],
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }],
          End: true,
        }),
        B: { Type: 'Pass', End: true },
      },
    };
    const { execute } = await serveMachine(stack, definition, {
      hang: (_, signal) => {
        calls += 1;
        return new Promise(() => signal?.addEventListener('abort', () => (aborted = signal.reason.code)));
      },
    });
    expect((await execute({})).output).toEqual({ Error: 'States.Timeout', Cause: '' });
    expect(aborted).toBe('States.Timeout');
    expect(calls).toBe(1);
  });

  test('a call that ends in time is not aborted', async () => {
    let signal: AbortSignal | undefined;
    const { execute } = await serveMachine(
      stack,
      one(task('quick', { TimeoutSeconds: 99_999_999, End: true })),
      {
        quick: (_, given) => {
          signal = given;
          return 'done';
        },
      },
    );
    expect((await execute({})).output).toBe('done');
    expect(signal?.aborted).toBe(false);
  });

  test('lambda:invoke answers with Payload and StatusCode', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: {
        FunctionName: functionArn('echo'),
        Payload: { 'id.$': '$.id', 'run.$': '$$.Execution.Name', 'at.$': '$$.Execution.StartTime' },
      },
      ResultSelector: { 'got.$': '$.Payload', 'code.$': '$.StatusCode' },
      ResultPath: '$.answer',
      End: true,
    };
    const { execute } = await serveMachine(stack, one(state), { echo: (payload) => payload });
    expect((await execute({ id: 1 }, 'run-1')).output).toEqual({
      id: 1,
      answer: { got: { id: 1, run: 'run-1', at: '2026-01-01T00:00:00.000Z' }, code: 200 },
    });
  });

  test('a result of more than 256 KiB fails the execution, whatever the catchers say', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'A' }];
    const { execute } = await serveMachine(stack, one(task('big', { Catch, ResultPath: null, End: true })), {
      big: () => 'x'.repeat(256 * 1024),
    });
    expect(await execute({})).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('waitForTaskToken ends with the answer to its token, and gives its place away until then', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: functionArn('ask'), Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    };
    const tokens: string[] = [];
    const bothAsked = Promise.withResolvers<void>();
    const { client, service } = await serveMachine(
      stack,
      one(state),
      {
        ask: ({ token }: { token: string }) => {
          if (tokens.push(token) === 2) bothAsked.resolve();
        },
      },
      { maxConcurrentExecutions: 1 },
    );
    const first = await client.send(start('first'));
    await client.send(start('second'));
    await bothAsked.promise;
    await client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    for (const taskToken of tokens) {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"approved":true}' }));
    }
    await service.drain(1e9);
    expect((await outcome(client, first.executionArn ?? '')).output).toEqual({ approved: true });
    await expect(
      client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' })),
    ).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
  });
});
