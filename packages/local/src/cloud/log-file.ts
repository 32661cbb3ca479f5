import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '../scheduler/logger.ts';

/** The log of the functions and of the local services, one JSON object per line. */
export interface LogFile {
  write(chunk: string | Uint8Array): void;
  close(): void;
}

/** Appends to a file; from `maximumBytes` on it becomes `<path>.1`, in place of an older one, and a new one begins. */
export function openLogFile(path: string, maximumBytes: number): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a', 0o600);
  let bytes = fstatSync(file).size;
  let isOpen = true;
  return {
    write(chunk) {
      if (!isOpen) return;
      if (bytes >= maximumBytes) {
        closeSync(file);
        renameSync(path, `${path}.1`);
        file = openSync(path, 'a', 0o600);
        bytes = 0;
      }
      bytes += typeof chunk === 'string' ? writeSync(file, chunk) : writeSync(file, chunk);
    },
    close() {
      isOpen = false;
      closeSync(file);
    },
  };
}

/** Writes the local services' own lines in the form of the functions' ones. */
export function createLocalLogger(write: (line: string) => void, clock: () => Date): Logger {
  const log =
    (level: string) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      write(
        `${JSON.stringify({ level, timestamp: clock().toISOString(), service: 'local', message, ...fields }, shown)}\n`,
      );
  return { info: log('INFO'), warn: log('WARN'), error: log('ERROR') };
}

function shown(_key: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}
