import { readFileSync } from 'node:fs';
import { type ApiClient, ApiError, createApiClient } from '@elenchus/client/api-client';
import * as z from 'zod';
import type { CommandLine } from './arguments.ts';
import type { CommandContext, Screen } from './command.ts';
import { ask } from './commands/ask.ts';
import { documents } from './commands/documents.ts';
import { ingest } from './commands/ingest.ts';
import { signIn } from './commands/login.ts';
import { type SearchBody, search } from './commands/search.ts';
import { watch } from './commands/watch.ts';
import { readConfiguration, type SignIn, writeConfiguration } from './configuration.ts';
import { CliError } from './exit-codes.ts';
import { findCase } from './find-case.ts';
import { signedInClient } from './session.ts';

export interface Surroundings {
  readonly configurationFile: string;
  readonly environmentUrl: string | undefined;
  /** Where the local server keeps the sign-in of its demo. */
  readonly demoFile: string;
  readonly workingFolder: string;
  readonly isInteractive: boolean;
  readonly print: (line: string) => void;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

const localUrl = 'http://127.0.0.1:4100';
const demoSignIn = z.object({ email: z.string(), password: z.string() });

/** Runs one command. Throws `CliError`, and `ApiError` for what the server refuses. */
export async function runCommand(line: CommandLine, surroundings: Surroundings): Promise<void> {
  const { configurationFile, signal } = surroundings;
  const configuration = readConfiguration(configurationFile);
  const url = serverUrl(line.options['url'] ?? surroundings.environmentUrl ?? configuration.url ?? localUrl);
  const client = createApiClient(url, signal);
  const save = (signIn: SignIn) =>
    writeConfiguration(configurationFile, {
      ...readConfiguration(configurationFile),
      ...(line.command === 'login' ? { url } : {}),
      signIns: { ...readConfiguration(configurationFile).signIns, [url]: signIn },
    });
  if (line.command === 'login') {
    const signedIn = await login(client, line, surroundings);
    save(signedIn);
    const { email } = signedIn;
    return surroundings.print(
      line.flags.has('json') ? JSON.stringify({ url, email }) : `Signed in as ${email} at ${url}.`,
    );
  }
  const api = signedInClient(client, configuration.signIns[url], save);
  return dispatch(line, { ...surroundings, api, url, json: line.flags.has('json') });
}

async function login(api: ApiClient, line: CommandLine, surroundings: Surroundings): Promise<SignIn> {
  const options = {
    email: line.options['email'],
    passwordFromInput: line.flags.has('password-stdin'),
    isInteractive: surroundings.isInteractive,
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
  const filters = {
    ...(caseName === undefined ? {} : { caseId: (await findCase(context.api, caseName)).id }),
    ...(options['status'] === undefined ? {} : { status: options['status'] }),
  };
  return command === 'watch' ? watch(context, filters) : documents(context, filters);
}

/** The server says which of them it does not take. */
function searchBody(query: string, options: CommandLine['options']): SearchBody {
  const { limit, mode, sort, type, party, tag, category, from, to } = options;
  const filters = { type, party, tag, category, dateFrom: from, dateTo: to };
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return {
    query,
    ...(limit === undefined ? {} : { limit: Number(limit) }),
    ...(mode === undefined ? {} : { mode }),
    ...(sort === undefined ? {} : { sort }),
    ...(isFiltered ? { filters } : {}),
  } as SearchBody;
}

function serverUrl(given: string): string {
  if (!/^https?:\/\/[^/\s]+/.test(given)) {
    throw new CliError('usage', `"${given}" is no URL of a server, such as https://elenchus.example.com.`);
  }
  return given.replace(/\/+$/, '');
}
