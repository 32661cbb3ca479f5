import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { machineArn, one, outcome, serveMachine, start, task } from './service-under-test.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

describe('StartExecution', () => {
  test('20 equal starts at once are one execution', async () => {
    let calls = 0;
    const release = Promise.withResolvers<void>();
    const { client, service } = await serveMachine(stack, one(task('work')), {
      work: async () => {
        calls += 1;
        await release.promise;
      },
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.send(start('doc-1', '{"a":1}'))),
    );
    expect(new Set(answers.map((answer) => answer.executionArn)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.startDate?.getTime())).size).toBe(1);
    release.resolve();
    await service.drain(1e9);
    expect(calls).toBe(1);
  });

  test('a used name is refused with other input while it runs, and with any input after', async () => {
    const release = Promise.withResolvers<void>();
    const { client, service } = await serveMachine(stack, one(task('work')), { work: () => release.promise });
    await client.send(start('doc-1', '{"a":1}'));
    await expect(client.send(start('doc-1', '{"a":2}'))).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
    release.resolve();
    await service.drain(1e9);
    await expect(client.send(start('doc-1', '{"a":1}'))).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  test.each([
    ['StateMachineDoesNotExist', { stateMachineArn: machineArn.replace('test', 'other') }],
    ['InvalidName', { stateMachineArn: machineArn, name: 'a b' }],
    ['InvalidName', { stateMachineArn: machineArn, name: 'x'.repeat(81) }],
    ['InvalidExecutionInput', { stateMachineArn: machineArn, input: '{' }],
    ['InvalidExecutionInput', { stateMachineArn: machineArn, input: `"${'x'.repeat(256 * 1024)}"` }],
  ])('answers %s', async (name, input) => {
    const { client } = await serveMachine(stack, one({ Type: 'Succeed' }), {});
    await expect(client.send(new StartExecutionCommand(input))).rejects.toMatchObject({ name });
  });

  test('unknown executions do not exist', async () => {
    const { client } = await serveMachine(stack, one({ Type: 'Succeed' }), {});
    const executionArn = `${machineArn.replace('stateMachine', 'execution')}:none`;
    await expect(outcome(client, executionArn)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    await expect(client.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });
});
