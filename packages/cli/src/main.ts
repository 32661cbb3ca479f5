/** `elenchus <command>`: the product from the command line, over HTTP as any client. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type CommandLine, readCommandLine, usage } from './arguments.ts';
import { describeFault } from './describe-fault.ts';
import { exitCodes } from './exit-codes.ts';
import { plainText } from './output/plain-text.ts';
import { runCommand } from './run-command.ts';

const { INIT_CWD, ELENCHUS_CONFIG, ELENCHUS_URL, ELENCHUS_DATA_DIR, XDG_CONFIG_HOME } = process.env;
const workingFolder = INIT_CWD ?? process.cwd();

/** One Ctrl-C may come twice, from the terminal and from the process that started this one. */
const repeatedSignalMs = 1000;
const stop = new AbortController();
let stoppedAt: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stoppedAt ??= Date.now();
    if (Date.now() - stoppedAt > repeatedSignalMs) process.exit(exitCodes.interrupted);
    stop.abort();
  });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `elenchus documents | head` closes the pipe when it has seen enough; any other answer has not arrived.
  if (error.code === 'EPIPE') process.exit(exitCodes.success);
  console.error(`Cannot write the answer: ${error.message}`);
  process.exit(exitCodes.failure);
});
// Nobody watches any more (`2>&1 | head`): the work goes on.
process.stderr.on('error', () => {});

let line: CommandLine | 'help' | undefined;
try {
  line = readCommandLine(process.argv.slice(2));
  if (line === 'help') {
    console.log(usage);
  } else {
    await runCommand(line, {
      configurationFile: resolve(
        workingFolder,
        line.options['config'] ??
          ELENCHUS_CONFIG ??
          join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'elenchus', 'config.json'),
      ),
      environmentUrl: ELENCHUS_URL,
      demoFile: resolve(ELENCHUS_DATA_DIR ?? '.elenchus', 'demo.json'),
      workingFolder,
      terminal: {
        input: process.stdin,
        output: process.stderr,
        isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
      },
      print: (text) => console.log(text),
      screen: process.stderr,
      signal: stop.signal,
    });
  }
} catch (error) {
  const command = line === undefined || line === 'help' ? undefined : line.command;
  const { exitCode, message } = describeFault(error, { command, isStopped: stop.signal.aborted });
  console.error(plainText(message));
  process.exitCode = exitCode;
}
