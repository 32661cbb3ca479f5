import { createInterface } from 'node:readline';
import { password as askPassword, text as askText } from '@clack/prompts';
import type { ApiClient } from '@elenchus/client/api-client';
import { login } from '@elenchus/contracts/identity/routes';
import type { SignIn } from '../configuration.ts';
import { CliError } from '../exit-codes.ts';

export interface LoginOptions {
  readonly email: string | undefined;
  readonly password?: string;
  /** Take the password from the first line of standard input, so that it stands in no history of commands. */
  readonly passwordFromInput: boolean;
  readonly isInteractive: boolean;
}

/** Signs in with address and password, asking for what is not given. Throws `CliError`, `ApiError`. */
export async function signIn(api: ApiClient, options: LoginOptions): Promise<SignIn> {
  const email =
    options.email ?? (await ask(options, () => askText({ message: 'E-mail address' }), '--email'));
  const password =
    options.password ??
    (options.passwordFromInput
      ? await firstLine()
      : await ask(options, () => askPassword({ message: 'Password' }), '--password-stdin'));
  const { accessToken, refreshToken } = await api.call(login, { body: { email, password } });
  return { email, accessToken, refreshToken };
}

async function ask(
  { isInteractive }: LoginOptions,
  prompt: () => Promise<string | symbol | undefined>,
  flag: string,
): Promise<string> {
  if (!isInteractive) throw new CliError('usage', `Without a terminal, use ${flag}.`);
  const answer = await prompt();
  if (typeof answer === 'symbol') throw new CliError('interrupted', 'Not signed in.');
  return answer ?? '';
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new CliError('usage', 'Standard input holds no password.');
}
