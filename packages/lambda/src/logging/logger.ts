import { Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { Logger } from '@elenchus/core/platform/context';
import { type LogEvent, logCatalogue } from '@elenchus/core/platform/log-catalogue';
import { ConfigurationError } from '../env.ts';

/** Fields that every line of an invocation carries. */
export type LogContext = Readonly<Record<string, string>>;

/** Makes the logger of each invocation; what they share is made, and the environment read, with the first of them. */
export type Loggers = (context: LogContext) => Logger;

/** Structured logs on standard output, each line with its code from the catalogue. */
export function createLoggers(): Loggers {
  let powertools: Powertools | undefined;
  return (context) => {
    powertools ??= new Powertools();
    const shared = powertools;
    const write =
      (level: 'info' | 'warn' | 'error') =>
      (event: LogEvent, fields: Readonly<Record<string, unknown>> = {}) =>
        shared[level](logCatalogue[event], { event, ...context, ...fields });
    return { info: write('info'), warn: write('warn'), error: write('error') };
  };
}

/** What may be logged of a fault: its class and where it arose, never its message, which may quote data. */
export function describeFault(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? { cause: error.cause.name, ...causeCode(error.cause) } : {};
  // Configuration faults name variables and what is wrong with them, never their values.
  const message = error instanceof ConfigurationError ? { message: error.message } : {};
  return { error: error.constructor.name, at: framesOf(error), ...message, ...cause };
}

/** The topmost frames; a message may have lines that look like frames, so it is cut off first. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  const frames = (at < 0 ? '' : stack.slice(at + message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 4).join(' ').trim();
}

/**
 * A fault without its message, under the same name: what a handler throws is logged by Lambda, and kept by
 * Step Functions, word for word.
 */
export function withoutMessage(error: unknown): Error {
  const fault = new Error('The log of the function tells more.');
  fault.name = error instanceof Error ? error.name : 'Error';
  delete fault.stack;
  return fault;
}

function causeCode(cause: Error): Record<string, string> {
  return 'code' in cause ? { causeCode: String(cause.code) } : {};
}
