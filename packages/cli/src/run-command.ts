import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, ApiError, createApiClient } from '@elenchus/client/api-client';
import * as z from 'zod';
import type { CommandLine } from './arguments.ts';
import type { CommandContext, Screen } from './command.ts';
import { ask } from './commands/ask.ts';
import { custody } from './commands/custody.ts';
import { documents } from './commands/documents.ts';
import { ingest } from './commands/ingest.ts';
import { signIn, type Terminal } from './commands/login.ts';
import { search } from './commands/search.ts';
import { verifyAuditLog } from './commands/verify-audit-log.ts';
import { watch } from './commands/watch.ts';
import { readConfiguration, type SignIn } from './configuration.ts';
import { CliError } from './exit-codes.ts';
import { findCase } from './find-case.ts';
import { plainText } from './output/plain-text.ts';
import { patientClient } from './patient-client.ts';
import { searchBody, statusFilter } from './request-options.ts';
import { signedInClient } from './session.ts';
import { createSignInStore, keepSignIn } from './sign-in-store.ts';

export interface Surroundings {
  readonly configurationFile: string;
  readonly environmentUrl: string | undefined;
  /** Where the local server keeps the sign-in of its demo. */
  readonly demoFile: string;
  readonly workingFolder: string;
  readonly terminal: Terminal;
  readonly print: (line: string) => void;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

const localUrl = 'http://127.0.0.1:4100';
/** Shorter than a lock of the configuration file lasts, under which a sign-in is renewed. */
const renewalTimeoutMs = 15_000;
const demoSignIn = z.object({ email: z.string(), password: z.string() });

/** Runs one command. Throws `CliError`, `ApiError` for what the server refuses, `UnreachableError`. */
export async function runCommand(line: CommandLine, surroundings: Surroundings): Promise<void> {
  const { configurationFile, environmentUrl, screen, signal } = surroundings;
  const configuration = readConfiguration(configurationFile);
  const url = serverUrl(line.options['url'] ?? environmentUrl ?? configuration.url ?? localUrl);
  const tell = (text: string) => screen.write(`${plainText(text)}\n`);
  const json = line.flags.has('json');
  const print = (text: string) => surroundings.print(json ? text : plainText(text));
  if (line.command === 'login') {
    const signedIn = await login(patientClient({ url, signal, tell }), line, surroundings);
    await keepSignIn(configurationFile, url, signedIn);
    const { email } = signedIn;
    return print(json ? JSON.stringify({ url, email }) : `Signed in as ${email} at ${url}.`);
  }
  const api = signedInClient({
    makeClient: (access) => patientClient({ url, signal, tell, ...access }),
    renewalClient: createApiClient({ baseUrl: url, timeoutMs: renewalTimeoutMs, retry: { attempts: 1 } }),
    store: createSignInStore(configurationFile, url),
  });
  return dispatch(line, {
    ...surroundings,
    api,
    url,
    json,
    print,
    tell,
    wait: (durationMs) => delay(durationMs, undefined, { signal }),
  });
}

async function login(api: ApiClient, line: CommandLine, surroundings: Surroundings): Promise<SignIn> {
  const options = {
    email: line.options['email'],
    passwordFromInput: line.flags.has('password-stdin'),
    terminal: surroundings.terminal,
    signal: surroundings.signal,
  };
  try {
    if (!line.flags.has('demo')) return await signIn(api, options);
    const { email, password } = readDemoSignIn(surroundings.demoFile);
    return await signIn(api, { ...options, email, password });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      throw new CliError('signedOut', 'Address or password is wrong.');
    }
    throw error;
  }
}

function readDemoSignIn(path: string) {
  try {
    return demoSignIn.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new CliError('usage', `There is no demo yet (${path}). Run npm start first.`);
  }
}

async function dispatch({ command, words, options }: CommandLine, context: CommandContext): Promise<void> {
  const caseName = options['case'];
  if (command === 'ingest') {
    if (caseName === undefined) throw new CliError('usage', 'Name the case: --case <name>');
    return ingest(context, { paths: words, caseName });
  }
  if (command === 'ask') return ask(context, { question: words.join(' '), caseName });
  if (command === 'search') {
    return search(context, { ...searchBody(words.join(' '), options), caseName });
  }
  if (command === 'custody')
    return custody(context, onlyWord(words, /^[0-9a-f-]{36}$/i, 'the id of one document'));
  if (command === 'audit') {
    onlyWord(words, /^verify$/, 'audit verify');
    return verifyAuditLog(context);
  }
  const status = statusFilter(options['status']);
  const filters = {
    ...(caseName === undefined ? {} : { caseId: (await findCase(context, caseName)).id }),
    ...status,
  };
  return command === 'watch' ? watch(context, filters) : documents(context, filters);
}

function onlyWord(words: readonly string[], pattern: RegExp, what: string): string {
  const [word = ''] = words;
  if (words.length === 1 && pattern.test(word)) return word;
  throw new CliError('usage', `"${words.join(' ')}" is not ${what}. npx elenchus --help lists commands.`);
}

function serverUrl(given: string): string {
  if (!/^https?:\/\/[^/\s]+/.test(given)) {
    throw new CliError('usage', `"${given}" is no URL of a server, such as https://elenchus.example.com.`);
  }
  return given.replace(/\/+$/, '');
}
