import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../scheduler/logger.ts';
import { type ConcurrencyLimit, createConcurrencyLimit } from './concurrency-limit.ts';
import type { FunctionScopes } from './function-scopes.ts';
import { type FunctionSettings, functionEnvironment, invocationContext } from './invocation-context.ts';
import { LambdaError } from './lambda-error.ts';
import type { LambdaHandler } from './load-handler.ts';
import { answerText, eventText } from './payload.ts';

/** Lambda gives a whole processor from this memory setting on. */
const oneProcessorMb = 1769;
/** Invocations of one such function at a time, for each processor of this machine. */
const heavyPerProcessor = 4;

export interface LambdaRuntimeOptions {
  readonly functions: readonly FunctionSettings[];
  /** Imports the handler file of that name. */
  readonly load: (handlerFile: string) => Promise<LambdaHandler>;
  readonly scopes: FunctionScopes;
  readonly region: string;
  /** Search path for child processes of the functions. */
  readonly path: string | undefined;
  readonly processors: number;
  readonly writeLog: (chunk: string | Uint8Array) => void;
  readonly logger: Logger;
}

export interface LambdaRuntime {
  /**
   * Runs a function and resolves to its answer. Rejects with the signal's reason when it aborts first.
   * @throws LambdaError when the function throws, exceeds its time, or event or answer are too large
   */
  invoke(functionArn: string, event: unknown, options?: { readonly signal?: AbortSignal }): Promise<unknown>;
  /** Resolves when no handler runs any more, also of those whose callers have given up, or after `timeoutMs`. */
  idle(timeoutMs: number): Promise<void>;
}

interface LoadedFunction {
  readonly settings: FunctionSettings;
  readonly environment: NodeJS.ProcessEnv;
  readonly limit: ConcurrencyLimit;
  handler?: Promise<LambdaHandler> | undefined;
}

/** Runs all functions in this process, each loaded on its first invocation. */
export function createLambdaRuntime(options: LambdaRuntimeOptions): LambdaRuntime {
  const { scopes, logger } = options;
  const functions = new Map(options.functions.map((settings) => [settings.arn, prepare(settings, options)]));
  const running = new Set<Promise<unknown>>();

  async function invoke(
    functionArn: string,
    event: unknown,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<unknown> {
    const target = functions.get(functionArn);
    if (target === undefined)
      throw new LambdaError('ResourceNotFoundException', `Function not found: ${functionArn}`);
    const text = eventText(event);
    const leave = await target.limit.enter(signal);
    const requestId = randomUUID();
    const outcome = Promise.withResolvers<unknown>();
    const scope = {
      environment: target.environment,
      write: options.writeLog,
      crash: (error: unknown) => {
        logger.error('uncaught error in a function', { function: target.settings.name, requestId, error });
        outcome.reject(new LambdaError('Runtime.ExitError', `Uncaught: ${String(error)}`));
      },
    };
    const work = scopes.run(scope, () => run(target, text, requestId));
    work.then(outcome.resolve, outcome.reject);
    const ended = work.catch(() => undefined).finally(() => running.delete(ended));
    running.add(ended);
    try {
      return JSON.parse(answerText(await endInTime(outcome, target.settings, requestId, signal)));
    } finally {
      // Also after a timeout: what still runs then would be gone on AWS.
      leave();
    }
  }

  async function run(target: LoadedFunction, text: string, requestId: string): Promise<unknown> {
    target.handler ??= options.load(target.settings.handlerFile);
    let handler: LambdaHandler;
    try {
      handler = await target.handler;
    } catch (error) {
      // The next invocation tries again, as a new sandbox would.
      target.handler = undefined;
      throw error;
    }
    const context = invocationContext(target.settings, requestId, () => performance.now());
    try {
      return await handler(JSON.parse(text), context);
    } catch (error) {
      throw LambdaError.from(error);
    }
  }

  async function idle(timeoutMs: number): Promise<void> {
    const done = new AbortController();
    const timeout = delay(timeoutMs, undefined, { signal: done.signal }).catch(() => undefined);
    await Promise.race([Promise.all(running), timeout]);
    done.abort();
  }

  return { invoke, idle };
}

function prepare(
  settings: FunctionSettings,
  { region, path, processors }: LambdaRuntimeOptions,
): LoadedFunction {
  // Functions that ask for a whole processor must not flood this machine; some more than it has keep quick ones
  // from waiting behind slow ones.
  const fallback =
    settings.memoryMb >= oneProcessorMb
      ? heavyPerProcessor * Math.max(1, processors)
      : Number.POSITIVE_INFINITY;
  return {
    settings,
    environment: functionEnvironment(settings, region, path),
    limit: createConcurrencyLimit(settings.reservedConcurrency ?? fallback),
  };
}

function endInTime(
  outcome: PromiseWithResolvers<unknown>,
  { timeoutSeconds }: FunctionSettings,
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const timer = setTimeout(() => {
    const message = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    outcome.reject(new LambdaError('Sandbox.Timedout', message));
  }, timeoutSeconds * 1000);
  const onAbort = () => outcome.reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  return outcome.promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  });
}
