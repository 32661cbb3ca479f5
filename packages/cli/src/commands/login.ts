import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { password as askPassword, text as askText } from '@clack/prompts';
import type { ApiClient } from '@elenchus/client/api-client';
import { login } from '@elenchus/contracts/identity/routes';
import type { SignIn } from '../configuration.ts';
import { CliError } from '../exit-codes.ts';

/** Where questions are asked: never on standard output, which is for the result. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  /** Whether somebody is there to answer. */
  readonly isInteractive: boolean;
}

export interface LoginOptions {
  readonly email: string | undefined;
  readonly password?: string;
  /** Take the password from the first line of standard input, so that it stands in no history of commands. */
  readonly passwordFromInput: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Signs in with address and password, asking for what is not given. Throws `CliError`, `ApiError`. */
export async function signIn(api: ApiClient, options: LoginOptions): Promise<SignIn> {
  const { terminal, signal } = options;
  const { input, output } = terminal;
  const email =
    options.email ??
    (await ask(terminal, '--email', () => askText({ message: 'E-mail address', input, output, signal })));
  const password =
    options.password ??
    (options.passwordFromInput
      ? await firstLine(input, signal)
      : await ask(terminal, '--password-stdin', () =>
          askPassword({ message: 'Password', input, output, signal }),
        ));
  const { accessToken, refreshToken } = await api.call(login, { body: { email, password } });
  return { email, accessToken, refreshToken };
}

async function ask(
  { isInteractive }: Terminal,
  flag: string,
  prompt: () => Promise<string | symbol | undefined>,
): Promise<string> {
  if (!isInteractive) throw new CliError('usage', `Without a terminal, use ${flag}.`);
  const answer = await prompt();
  if (typeof answer === 'symbol') throw new CliError('interrupted', 'Not signed in.');
  return answer ?? '';
}

async function firstLine(input: Readable, signal: AbortSignal): Promise<string> {
  for await (const line of createInterface({ input, signal })) return line;
  throw new CliError('usage', 'Standard input holds no password.');
}
