import { fileURLToPath } from 'node:url';
import { readDotenv } from './cloud/read-dotenv.ts';
import { type Cloud, startCloud } from './cloud/start-cloud.ts';
import { StartError } from './cloud/start-error.ts';
import { startProgress } from './cloud/start-output.ts';
import { runDemo } from './demo/run-demo.ts';
import { type Options, OptionsError, readOptions, usage } from './options.ts';

const repositoryFolder = fileURLToPath(new URL('../../../', import.meta.url));
const samplesFolder = fileURLToPath(new URL('../samples/', import.meta.url));
/** The longest that an orderly stop may take before the process ends all the same. */
const stopTimeoutMs = 60_000;

// npm and the wrapper may give their own output a pipe that closes first.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (what: string, why: string) => void process.stderr.write(`\n${what}\n${why}\n`);

function optionsFromProcess(): Options | 'help' {
  const { values, warning } = readDotenv(`${repositoryFolder}.env`);
  if (warning !== undefined) process.stderr.write(`Warning: ${warning}\n`);
  return readOptions({
    arguments: process.argv.slice(2),
    environment: process.env,
    dotenv: values,
    repositoryFolder,
    workingFolder: process.env['INIT_CWD'] ?? process.cwd(),
  });
}

/** Resolves with the name of the first signal; the second ends the process at once. */
function stopRequest(): { readonly signal: AbortSignal; readonly requested: Promise<void> } {
  const stop = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(130);
      print('\nStopping ... (once more ends at once)');
      stop.abort();
      resolve();
    });
  }
  return { signal: stop.signal, requested: promise };
}

async function main(): Promise<number> {
  const options = optionsFromProcess();
  if (options === 'help') {
    print(usage);
    return 0;
  }
  const stop = stopRequest();
  print('Starting Elenchus');
  const progress = startProgress(print, () => performance.now());
  let cloud: Cloud;
  try {
    cloud = await startCloud({
      options,
      repositoryFolder,
      environment: process.env,
      signal: stop.signal,
      onProgress: progress.part,
    });
  } catch (error) {
    if (stop.signal.aborted) return 0;
    throw error;
  }
  progress.ready(cloud);
  const demo = options.runsDemo
    ? runDemo({
        apiUrl: cloud.localUrl,
        publicUrl: cloud.publicUrl,
        stateFile: cloud.folder.demoFile,
        samplesFolder,
        print,
        screen: process.stdout,
        signal: stop.signal,
      })
    : Promise.resolve();
  const failure = await Promise.race([stop.requested, cloud.failed]);
  if (failure !== undefined) complain('Elenchus stops.', failure);
  setTimeout(() => process.exit(1), stopTimeoutMs).unref();
  await demo;
  await cloud.stop();
  return failure === undefined ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isForPeople = error instanceof OptionsError || error instanceof StartError;
  complain(
    'Elenchus cannot start.',
    isForPeople || !(error instanceof Error)
      ? String((error as Error).message ?? error)
      : String(error.stack),
  );
  process.exitCode = 1;
}
// Whatever a library left open must not keep a stopped server alive.
process.exit();
