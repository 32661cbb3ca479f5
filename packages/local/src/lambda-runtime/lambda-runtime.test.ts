import { expect, it, onTestFinished } from 'vitest';
import { createFunctionScopes } from './function-scopes.ts';
import type { FunctionSettings } from './invocation-context.ts';
import { createLambdaRuntime } from './lambda-runtime.ts';
import type { LambdaHandler } from './load-handler.ts';

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const settings = (name: string, more: Partial<FunctionSettings> = {}): FunctionSettings => ({
  name,
  arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
  handlerFile: name,
  environment: { NAME: name },
  timeoutSeconds: 5,
  memoryMb: 512,
  reservedConcurrency: undefined,
  ...more,
});

function runtimeOf(handlers: Record<string, LambdaHandler>, more: Partial<FunctionSettings> = {}) {
  const scopes = createFunctionScopes();
  onTestFinished(scopes.install(() => undefined));
  const logged: string[] = [];
  const runtime = createLambdaRuntime({
    functions: Object.keys(handlers).map((name) => settings(name, more)),
    load: async (file) => handlers[file] as LambdaHandler,
    scopes,
    region: 'us-east-1',
    path: '/bin',
    processors: 2,
    writeLog: (chunk) => void logged.push(String(chunk)),
    logger,
  });
  return {
    logged,
    runtime,
    invoke: (name: string, event: unknown = {}, options = {}) =>
      runtime.invoke(settings(name).arn, event, options),
  };
}

it('gives each function its own environment, also across awaits and timers', async () => {
  const report: LambdaHandler = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    process.env['OWN'] = process.env['NAME'];
    return { ...process.env };
  };
  const { invoke } = runtimeOf({ one: report, two: report });
  const before = Object.keys(process.env).length;
  const [one, two] = (await Promise.all([invoke('one'), invoke('two')])) as Record<string, string>[];
  expect([one?.['NAME'], one?.['OWN'], two?.['NAME'], two?.['OWN']]).toEqual(['one', 'one', 'two', 'two']);
  expect(one).toMatchObject({ AWS_LAMBDA_FUNCTION_NAME: 'one', AWS_REGION: 'us-east-1', PATH: '/bin' });
  expect(one).not.toHaveProperty('HOME');
  expect(Object.keys(process.env).length).toBe(before);
});

it('takes what a function writes, and leaves the rest of the process alone', async () => {
  const { invoke, logged } = runtimeOf({ one: async () => void process.stdout.write('from the function\n') });
  await invoke('one');
  expect(logged).toEqual(['from the function\n']);
});

it('passes only what JSON carries, both ways', async () => {
  const { invoke } = runtimeOf({
    one: async (event) => ({ got: event, when: new Date(0), gone: undefined }),
  });
  expect(await invoke('one', { a: undefined, b: new Date(0) })).toEqual({
    got: { b: '1970-01-01T00:00:00.000Z' },
    when: '1970-01-01T00:00:00.000Z',
  });
  const { invoke: nothing } = runtimeOf({ one: () => undefined });
  expect(await nothing('one')).toBeNull();
});

it('gives the context of Lambda', async () => {
  const { invoke } = runtimeOf({
    one: (_event, context) => ({ ...context, left: context.getRemainingTimeInMillis() }),
  });
  const context = (await invoke('one')) as Record<string, unknown>;
  expect(context).toMatchObject({
    functionName: 'one',
    memoryLimitInMB: '512',
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(context['left']).toBeGreaterThan(4000);
  expect(context['left']).toBeLessThanOrEqual(5000);
});

it.each([
  ['an error', new TypeError('wrong'), { name: 'TypeError', message: 'wrong' }],
  ['something else', 'text', { name: 'string', message: 'text' }],
])('reports %s that was thrown', async (_what, thrown, expected) => {
  const { invoke } = runtimeOf({ one: () => Promise.reject(thrown) });
  await expect(invoke('one')).rejects.toMatchObject({ ...expected, payload: { errorType: expected.name } });
});

it('ends an invocation that takes too long, and gives its place to the next', async () => {
  let calls = 0;
  const { invoke } = runtimeOf(
    {
      one: () => {
        calls += 1;
        return calls === 1 ? new Promise(() => undefined) : 'second';
      },
    },
    { timeoutSeconds: 0.02, reservedConcurrency: 1 },
  );
  const first = invoke('one');
  const second = invoke('one');
  await expect(first).rejects.toMatchObject({
    code: 'Sandbox.Timedout',
    message: expect.stringMatching(/Task timed out after 0\.02 seconds$/),
  });
  expect(await second).toBe('second');
});

it('gives up when the caller does', async () => {
  const { invoke } = runtimeOf({ one: () => new Promise(() => undefined) });
  const abort = new AbortController();
  const call = invoke('one', {}, { signal: abort.signal });
  abort.abort(new Error('stopped'));
  await expect(call).rejects.toThrow('stopped');
});

it('fails the invocation in which an error was not caught', async () => {
  const { invoke } = runtimeOf({
    one: () =>
      // The listener that the runtime added last: emitting the event would also reach the test runner's.
      new Promise(() => {
        process.listeners('uncaughtException').at(-1)?.(new Error('in a timer'), 'uncaughtException');
      }),
  });
  await expect(invoke('one')).rejects.toMatchObject({
    code: 'Runtime.ExitError',
    message: 'Uncaught: Error: in a timer',
  });
});

it('refuses events and answers above 6 MB, and unknown functions', async () => {
  const large = 'x'.repeat(6 * 1024 * 1024);
  const { invoke, runtime } = runtimeOf({ one: () => large });
  await expect(invoke('one', large)).rejects.toMatchObject({ code: 'RequestEntityTooLargeException' });
  await expect(invoke('one')).rejects.toMatchObject({ code: 'Function.ResponseSizeTooLarge' });
  await expect(runtime.invoke('arn:nobody', {})).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
});

it('runs at most four for each processor at a time when a function needs a whole one', async () => {
  let now = 0;
  let most = 0;
  const busy: LambdaHandler = async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 2));
    now -= 1;
  };
  const { invoke } = runtimeOf({ one: busy }, { memoryMb: 3008 });
  await Promise.all(Array.from({ length: 19 }, () => invoke('one')));
  expect(most).toBe(8);
});

it('waits for handlers whose callers have given up', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { invoke, runtime } = runtimeOf({ one: () => promise });
  const abort = new AbortController();
  const call = invoke('one', {}, { signal: abort.signal });
  abort.abort(new Error('stopped'));
  await expect(call).rejects.toThrow('stopped');
  let isIdle = false;
  const idle = runtime.idle(10_000).then(() => {
    isIdle = true;
  });
  await new Promise(setImmediate);
  expect(isIdle).toBe(false);
  resolve();
  await idle;
  expect(isIdle).toBe(true);
});
