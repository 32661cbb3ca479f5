// npm run test:postgres [-- vitest arguments]: the tests against a real PostgreSQL with pgvector.
// DATABASE_URL names one; without it the script brings up its own and removes it afterwards.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { preparePostgres } from './postgres/installation.ts';
import { startPostgres } from './postgres/server.ts';

const root = join(import.meta.dirname, '../..');
const abort = new AbortController();
let tests: ChildProcess | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    tests?.kill(signal);
    abort.abort();
  });
}

/**
 * Runs vitest with the database's address, and with the server's programs for tests that start one of their own;
 * resolves to its exit code.
 */
async function runTests(databaseUrl: string, binFolder?: string): Promise<number> {
  const vitest = realpathSync(join(root, 'node_modules/.bin/vitest'));
  const preload = join(root, 'packages/local/bin/end-with-parent.mjs');
  tests = spawn(process.execPath, ['--import', preload, vitest, 'run', ...process.argv.slice(2)], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      ELENCHUS_END_WITH_PARENT: '1',
      ...(binFolder !== undefined && { TEST_POSTGRES_BIN: binFolder }),
    },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const [code, signal]: [number | null, NodeJS.Signals | null] = await once(tests, 'exit').then(
    ([exitCode, exitSignal]) => [exitCode, exitSignal],
  );
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

async function runOnOwnServer(): Promise<number> {
  const startMs = performance.now();
  const installation = await preparePostgres(abort.signal);
  const server = await startPostgres(installation, abort.signal);
  try {
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    console.error(`Serving ${installation.label} (ready in ${seconds} s).\nDATABASE_URL=${server.url}`);
    return abort.signal.aborted ? 1 : await runTests(server.url, installation.binFolder);
  } finally {
    await server.remove();
  }
}

try {
  const databaseUrl = process.env['DATABASE_URL'];
  process.exitCode = await (databaseUrl ? runTests(databaseUrl) : runOnOwnServer());
} catch (error) {
  if (!abort.signal.aborted) console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
