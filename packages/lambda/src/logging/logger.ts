import { Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { Logger } from '@elenchus/core/platform/context';
import { type LogEvent, logCatalogue } from '@elenchus/core/platform/log-catalogue';

/** Fields that every line of an invocation carries. */
export type LogContext = Readonly<Record<string, string>>;

/** Structured logs on standard output, each line with its code from the catalogue. */
export function createLogger(context: LogContext): Logger {
  const powertools = new Powertools({ persistentKeys: context });
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (event: LogEvent, fields: Readonly<Record<string, unknown>> = {}) =>
      powertools[level](logCatalogue[event], { event, ...fields });
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/** What may be logged of a fault: its class and where it arose, never its message, which may quote data. */
export function describeFault(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? { cause: error.cause.name, ...causeCode(error.cause) } : {};
  return { error: error.name, at: frames.slice(0, 4).join(' ').trim(), ...cause };
}

function causeCode(cause: Error): Record<string, string> {
  return 'code' in cause ? { causeCode: String(cause.code) } : {};
}
