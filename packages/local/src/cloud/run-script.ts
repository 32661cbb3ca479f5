import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { StartError } from './start-error.ts';

export interface ScriptOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/**
 * Runs a script of this folder in a process of its own: compilers take memory that the server would keep.
 * @throws StartError with what the script wrote to standard error; the signal's reason when it aborts
 */
export function runScript(
  name: string,
  list: readonly string[],
  { environment, signal }: ScriptOptions,
): Promise<void> {
  const script = fileURLToPath(new URL(name, import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...list], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...environment },
      signal,
    });
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.once('error', (error) => reject(signal.aborted ? signal.reason : error));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new StartError(errors.trim()));
    });
  });
}
