import { parseArgs } from 'node:util';
import { CliError } from './exit-codes.ts';

export const usage = `Usage: npx elenchus <command> [options]

Commands
  login                          sign in; asks for what is not given
      --email <address>          --password-stdin reads the password from standard input
      --demo                     the demo account of the server that npm start runs here
  ingest <files or folders...>   upload, and wait until every document has ended
      --case <name>              id, title, matter number, or a client with one case; else opened
  ask <question>                 an answer with document, page and exact words
      --case <name>
  search <words>                 the passages that fit best
      --case <name> --limit <n> --mode hybrid|semantic|keyword --sort relevance|date|name
      --type <t> --party <p> --tag <t> --category <c> --from <date> --to <date>
  documents                      list documents
      --case <name> --status <status>
  watch                          tell each change of documents until all have ended
      --case <name>
  custody <document id>          who did what with a document, oldest first, also after it was deleted
  audit verify                   check that the audit log is as it was written

Options of every command
  --url <url>       the server; else ELENCHUS_URL, the configuration file, http://127.0.0.1:4100
  --config <file>   the configuration file; else ELENCHUS_CONFIG, ~/.config/elenchus/config.json
  --json            the answer as JSON
  --help            this text

Exit codes: 0 done, 1 something failed, 2 wrong usage, 3 not signed in, 4 no answer from the server, 130 stopped.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const everywhere = { url: text, config: text, json: flag, help: flag } as const;
const search = {
  case: text,
  limit: text,
  mode: text,
  sort: text,
  type: text,
  party: text,
  tag: text,
  category: text,
  from: text,
  to: text,
} as const;

/** The options of each command, besides those of every command. */
const optionsOf = {
  login: { email: text, 'password-stdin': flag, demo: flag },
  ingest: { case: text },
  ask: { case: text },
  search,
  documents: { case: text, status: text },
  watch: { case: text },
  custody: {},
  audit: {},
} as const;
export type CommandName = keyof typeof optionsOf;

/** What a command says that takes words besides its options when there are none. */
const wordsMissing: Readonly<Record<CommandName, string | undefined>> = {
  login: undefined,
  ingest: 'Name at least one file or folder.',
  ask: 'What do you want to ask?',
  search: 'What do you want to search?',
  documents: undefined,
  watch: undefined,
  custody: 'Name the document by its id.',
  audit: 'Say what to do with the audit log: verify.',
};

export interface CommandLine {
  readonly command: CommandName;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
}

/** Reads the command line; `help` when that is asked. Throws `CliError` (usage) that says what is wrong. */
export function readCommandLine(args: readonly string[]): CommandLine | 'help' {
  const [command = '', ...rest] = args;
  if (['', 'help', '--help', '-h'].includes(command)) return 'help';
  if (!isCommand(command)) throw wrong(`There is no command "${command}".`);
  const { values, positionals } = parse(command, rest);
  if (values['help'] === true) return 'help';
  const missing = wordsMissing[command];
  if (missing === undefined && positionals.length > 0) {
    throw wrong(`${command} takes no "${positionals[0]}".`);
  }
  if (missing !== undefined && positionals.length === 0) throw wrong(missing);
  const entries = Object.entries(values);
  return {
    command,
    words: positionals,
    options: Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
    flags: new Set(entries.flatMap(([name, value]) => (value === true ? [name] : []))),
  };
}

function isCommand(command: string): command is CommandName {
  return Object.hasOwn(optionsOf, command);
}

function parse(command: CommandName, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...everywhere, ...optionsOf[command] },
    });
  } catch (error) {
    throw wrong((error as Error).message.replace(/\. To specify.*$/s, '.'));
  }
}

function wrong(what: string): CliError {
  return new CliError('usage', `${what} npx elenchus --help lists commands and options.`);
}
