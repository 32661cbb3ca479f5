import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Clock } from '../scheduler/clock.ts';
import type { InvokeFunction } from './run-scope.ts';
import { createStateMachineService, type StateMachineService } from './state-machine-service.ts';

/** Delays from here on do not end by themselves. */
const endlessMs = 1_000_000;

/** A clock whose delays end at once and are written down, save the very long ones. */
export class InstantClock implements Clock {
  /** Delays that ended, and all that were asked for. */
  readonly delaysMs: number[] = [];
  readonly requestedMs: number[] = [];
  #nowMs = Date.UTC(2026, 0, 1);

  now(): Date {
    return new Date(this.#nowMs);
  }

  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.requestedMs.push(delayMs);
    if (delayMs >= endlessMs) {
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    }
    this.delaysMs.push(delayMs);
    this.#nowMs += delayMs;
  }
}

export const functionArn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
export const machineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:test';

/** A Task that calls `f-<function>`. */
export function task(name: string, rest: object = { End: true }): object {
  return { Type: 'Task', Resource: functionArn(name), ...rest };
}

export interface ServiceUnderTest {
  readonly service: StateMachineService;
  readonly client: SFNClient;
  readonly clock: InstantClock;
  /** Runs one execution to its end. */
  execute(input: unknown, name?: string): Promise<ExecutionOutcome>;
}

export interface ExecutionOutcome {
  readonly status: string | undefined;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly executionArn: string;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Serves one machine over HTTP on a free port; everything ends with `stack`. */
export async function serveMachine(
  stack: AsyncDisposableStack,
  definition: object,
  functions: Record<string, (payload: never, signal: AbortSignal | undefined) => unknown>,
  options: {
    readonly folder?: string;
    readonly maxConcurrentExecutions?: number;
    readonly random?: () => number;
  } = {},
): Promise<ServiceUnderTest> {
  const folder = options.folder ?? (await temporaryFolder(stack));
  const clock = new InstantClock();
  const invoke: InvokeFunction = async (arn, payload, { signal }) => {
    const handler = functions[arn.split(':').at(-1) ?? ''];
    if (!handler) throw new Error(`no function ${arn}`);
    return handler(payload as never, signal);
  };
  const service = createStateMachineService({
    folder,
    machines: [{ name: 'test', arn: machineArn, definition }],
    invoke,
    clock,
    maxConcurrentExecutions: options.maxConcurrentExecutions ?? 10,
    logger: silent,
    ...(options.random && { random: options.random }),
  });
  const server = createServer((request, response) => void service.handle(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  stack.defer(async () => {
    await service.stop();
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
  return {
    service,
    client,
    clock,
    async execute(input, name) {
      const started = await client.send(
        new StartExecutionCommand({ stateMachineArn: machineArn, name, input: JSON.stringify(input) }),
      );
      await service.drain(endlessMs);
      return outcome(client, started.executionArn ?? '');
    },
  };
}

export async function outcome(client: SFNClient, executionArn: string): Promise<ExecutionOutcome> {
  const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
  return {
    status,
    output: output === undefined ? undefined : JSON.parse(output),
    error,
    cause,
    executionArn,
  };
}

export async function temporaryFolder(stack: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-states-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A start of the machine under test. */
export function start(name: string, input = '{}'): StartExecutionCommand {
  return new StartExecutionCommand({ stateMachineArn: machineArn, name, input });
}

/** A definition of one state, named A. */
export function one(state: object) {
  return { StartAt: 'A', States: { A: state } };
}
