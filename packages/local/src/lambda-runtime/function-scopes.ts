import { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

/** What one invocation sees of its process. */
export interface FunctionScope {
  readonly environment: NodeJS.ProcessEnv;
  /** Takes what the function writes to standard output and standard error. */
  readonly write: (chunk: string | Uint8Array) => void;
  /** An error that nothing caught; on AWS it would end the function's process. */
  readonly crash: (error: unknown) => void;
}

export interface FunctionScopes {
  run<T>(scope: FunctionScope, work: () => T): T;
  /**
   * Gives `process.env`, standard output and uncaught errors of this process to the running function. Outside of
   * functions the process keeps its own; errors there go to `onStrayError`. Answers how to undo it.
   */
  install(onStrayError: (error: unknown) => void): () => void;
}

type Write = typeof process.stdout.write;

/** Lets all functions live in one process, each with an environment and an output of its own. */
export function createFunctionScopes(): FunctionScopes {
  const storage = new AsyncLocalStorage<FunctionScope>();

  function install(onStrayError: (error: unknown) => void): () => void {
    const ownEnvironment = process.env;
    process.env = environmentProxy(() => storage.getStore()?.environment ?? ownEnvironment);
    syncBuiltinESMExports();
    const streams = [process.stdout, process.stderr];
    const ownWrites = streams.map((stream) => stream.write);
    for (const stream of streams) stream.write = capture(stream.write.bind(stream) as Write, storage);
    const onUncaught = (error: unknown) => (storage.getStore()?.crash ?? onStrayError)(error);
    process.on('uncaughtException', onUncaught);
    process.on('unhandledRejection', onUncaught);
    return () => {
      process.off('uncaughtException', onUncaught);
      process.off('unhandledRejection', onUncaught);
      streams.forEach((stream, index) => {
        stream.write = ownWrites[index] as Write;
      });
      process.env = ownEnvironment;
      syncBuiltinESMExports();
    };
  }

  return { run: (scope, work) => storage.run(scope, work), install };
}

function capture(ownWrite: Write, storage: AsyncLocalStorage<FunctionScope>): Write {
  return ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    const scope = storage.getStore();
    if (scope === undefined) return (ownWrite as (...all: unknown[]) => boolean)(chunk, ...rest);
    scope.write(chunk);
    const done = rest.find((argument) => typeof argument === 'function') as (() => void) | undefined;
    if (done !== undefined) process.nextTick(done);
    return true;
  }) as Write;
}

function environmentProxy(current: () => NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get: (_target, name) => (typeof name === 'string' ? current()[name] : undefined),
      has: (_target, name) => name in current(),
      set(_target, name, value) {
        current()[String(name)] = String(value);
        return true;
      },
      deleteProperty: (_target, name) => delete current()[String(name)],
      ownKeys: () => Reflect.ownKeys(current()),
      getOwnPropertyDescriptor: (_target, name) => Reflect.getOwnPropertyDescriptor(current(), name),
      defineProperty: (_target, name, descriptor) => Reflect.defineProperty(current(), name, descriptor),
    },
  );
}
