import { migrate, setLoginPassword } from '@elenchus/db/migrate';
import { loginPassword, loginUrl } from '@elenchus/local/cloud/credentials';
import postgres from 'postgres';
import { makeDatabase } from '../support/fresh-database.ts';
import { preparePostgres } from '../support/postgres/installation.ts';
import { startPostgres } from '../support/postgres/server.ts';
import { parentOf, treeCpuSeconds } from './cpu-usage.ts';

/** The PostgreSQL that all contenders of a benchmark work on. */
export interface BenchServer {
  readonly url: string;
  /** Processor seconds that the server has taken so far; null when it is not a process of this machine. */
  cpuSeconds(): number | null;
  stop(): Promise<void>;
}

/** The server that `DATABASE_URL` names, else one of its own for the time of the benchmark. */
export async function startBenchServer(): Promise<BenchServer> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined) return { url: given, cpuSeconds: await cpuOf(given), stop: async () => {} };
  const abort = new AbortController();
  const { url, remove: stop } = await startPostgres(await preparePostgres(abort.signal), abort.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The server's data would stay behind.
    process.once(signal, () => void stop().finally(() => process.exit(1)));
  }
  return { url, cpuSeconds: await cpuOf(url), stop };
}

async function cpuOf(url: string): Promise<() => number | null> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const server = parentOf(row?.pid ?? 0, 'postgres');
  await sql.end();
  return () => (server === undefined ? null : treeCpuSeconds(server));
}

/** A new migrated database; `use` gets its address as the owner's and as functions connect, and it is dropped after. */
export async function withMigrated<T>(
  server: BenchServer,
  use: (urls: { readonly ownerUrl: string; readonly loginUrl: string }) => Promise<T>,
): Promise<T> {
  return withDatabase(server, async (ownerUrl) => {
    const password = loginPassword('bench');
    const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    await migrate(sql);
    await setLoginPassword(sql, password);
    await sql.end();
    return use({ ownerUrl, loginUrl: loginUrl(ownerUrl, password) });
  });
}

/** A new empty database with pgvector, dropped afterwards. */
export async function withDatabase<T>(server: BenchServer, use: (url: string) => Promise<T>): Promise<T> {
  const { url, drop } = await makeDatabase(server.url);
  try {
    return await use(url);
  } finally {
    await drop();
  }
}
