import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { CliError } from './exit-codes.ts';

const signIn = z.object({ email: z.string(), accessToken: z.string(), refreshToken: z.string() });
/** Who is signed in on a server. */
export type SignIn = z.infer<typeof signIn>;

const configuration = z.object({
  /** The server that commands talk to unless `--url` names another. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** By the URL of the server. */
  signIns: z.record(z.string(), signIn).default({}),
});
export type Configuration = z.infer<typeof configuration>;

/** Reads the configuration file; one that is not there is empty. Throws `CliError` (usage) for one that is not right. */
export function readConfiguration(path: string): Configuration {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { signIns: {} };
    throw new CliError('usage', `Cannot read ${path}: ${(error as Error).message}`);
  }
  try {
    return configuration.parse(JSON.parse(content));
  } catch (error) {
    const what =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`).join('; ')
        : (error as Error).message;
    throw new CliError('usage', `${path} is not right (${what}). Mend it, or delete it and sign in again.`);
  }
}

/** Writes the file in one step, readable by its owner only: it holds tokens. */
export function writeConfiguration(path: string, value: Configuration): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}
