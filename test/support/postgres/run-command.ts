import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** A command of the set-up that failed; the message has the command and the end of what it printed. */
export class CommandError extends Error {
  readonly code = 'COMMAND_FAILED';
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

/** Runs a program without a shell and gives back what it printed; throws CommandError, or AbortError when stopped. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  try {
    const { stdout } = await execFileAsync(program, [...args], { ...options, maxBuffer: MAX_OUTPUT_BYTES });
    return stdout;
  } catch (error) {
    if (options.signal?.aborted || !(error instanceof Error)) throw error;
    const stderr = 'stderr' in error ? String(error.stderr).trim() : '';
    const lastLines = stderr.split('\n').slice(-5).join('\n');
    throw new CommandError(`${program} ${args[0] ?? ''}: ${lastLines || error.message}`, { cause: error });
  }
}
