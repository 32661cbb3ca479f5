/** `main.ts <script> [arguments]`: runs a script with `DATABASE_URL` set to the database of this installation, as its owner. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDotenv } from '../cloud/read-dotenv.ts';
import { StartError } from '../cloud/start-error.ts';
import { OptionsError, readOptions } from '../options.ts';
import { withOwnerDatabase } from './with-owner-database.ts';

const repositoryFolder = fileURLToPath(new URL('../../../../', import.meta.url));

async function runScript([script = '', ...list]: readonly string[], databaseUrl: string): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', resolve(repositoryFolder, script), ...list],
    { stdio: 'inherit', env: { ...process.env, DATABASE_URL: databaseUrl } },
  );
  // The database is closed once the script has ended.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => child.kill(name));
  const [code]: [number | null] = await once(child, 'exit').then(([exitCode]) => [exitCode]);
  return code ?? 1;
}

try {
  const options = readOptions({
    arguments: [],
    environment: process.env,
    dotenv: readDotenv(`${repositoryFolder}.env`).values,
    repositoryFolder,
    workingFolder: process.env['INIT_CWD'] ?? process.cwd(),
  });
  if (options === 'help') throw new Error('nobody asked for help');
  const cacheFolder = join(repositoryFolder, 'node_modules', '.cache', 'elenchus');
  process.exitCode = await withOwnerDatabase({ ...options, cacheFolder }, (url) =>
    runScript(process.argv.slice(2), url),
  );
} catch (error) {
  console.error(error instanceof OptionsError || error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
