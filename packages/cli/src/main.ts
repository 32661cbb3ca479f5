/** `elenchus <command>`: the product from the command line, over HTTP as any client. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { readCommandLine, usage } from './arguments.ts';
import { describeFault } from './describe-fault.ts';
import { exitCodes } from './exit-codes.ts';
import { runCommand } from './run-command.ts';

const { INIT_CWD, ELENCHUS_CONFIG, ELENCHUS_URL, ELENCHUS_DATA_DIR, XDG_CONFIG_HOME } = process.env;
const workingFolder = INIT_CWD ?? process.cwd();
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());
// `elenchus documents | head` closes the pipe when it has seen enough.
process.stdout.on('error', () => process.exit(exitCodes.success));

try {
  const line = readCommandLine(process.argv.slice(2));
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
      isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
      print: (text) => console.log(text),
      screen: process.stderr,
      signal: stop.signal,
    });
  }
} catch (error) {
  const { exitCode, message } = describeFault(error, stop.signal.aborted);
  console.error(message);
  process.exitCode = exitCode;
}
