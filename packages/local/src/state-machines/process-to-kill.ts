import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { machineArn, serveMachine, task } from './service-under-test.ts';

// Starts three executions that never end, tells its parent, and waits to be killed.
const [folder = ''] = process.argv.slice(2);
const stack = new AsyncDisposableStack();
const definition = { StartAt: 'A', States: { A: task('work') } };
const { client } = await serveMachine(
  stack,
  definition,
  { work: () => new Promise(() => undefined) },
  { folder },
);
for (const id of [1, 2, 3]) {
  const input = JSON.stringify({ id });
  await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: `doc-${id}`, input }));
}
process.send?.('calling');
