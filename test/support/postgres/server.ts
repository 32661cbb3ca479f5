import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Installation } from './installation.ts';
import { runCommand } from './run-command.ts';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;
const READY_LINE = 'database system is ready to accept connections';

/** For a server whose data nobody needs afterwards. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '256MB',
  // Containers often have a /dev/shm of 64 MB only.
  dynamic_shared_memory_type: 'mmap',
  timezone: 'UTC',
};

/** A running server; `url` has a superuser's rights. */
export interface TestServer {
  readonly url: string;
  /** Ends it, with all its connections. */
  stop(): Promise<void>;
  /** Starts it again after `stop`, on the same port. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
async function serverUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].map((name) => users.find((fields) => fields[0] === name)).find(Boolean);
  if (user === undefined)
    throw new Error('PostgreSQL needs a user other than root: make one named "postgres"');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Command line that runs a program as the server's user. */
function asUser(
  user: SystemUser | undefined,
  setprivOptions: readonly string[],
  command: readonly string[],
): string[] {
  const identity = user === undefined ? [] : [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  return [...identity, ...setprivOptions, '--', ...command];
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Resolves when the server says that it accepts connections; rejects with its output when it ends before. */
async function waitUntilReady(server: ChildProcess, signal: AbortSignal): Promise<void> {
  let output = '';
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(START_TIMEOUT_MS)]);
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`PostgreSQL did not start:\n${output.trim()}`));
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4_000);
      if (output.includes(READY_LINE)) resolve();
    });
    server.once('error', reject);
    server.once('exit', fail);
    deadline.addEventListener('abort', fail, { once: true });
  });
}

/** Asks for a fast shutdown, and insists when that takes too long. */
async function stopServer(server: ChildProcess): Promise<void> {
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null;
  const ended = hasEnded() ? Promise.resolve() : once(server, 'exit').then(() => undefined);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (hasEnded()) break;
    server.kill(signal);
    await Promise.race([ended, delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  }
  await ended;
}

/** Makes a database cluster in a temporary folder and serves it on a free port of 127.0.0.1. */
export async function startPostgres(installation: Installation, signal: AbortSignal): Promise<TestServer> {
  const user = await serverUser();
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-postgres-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const password = randomBytes(12).toString('hex');
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, password);
    for (const path of [folder, passwordFile]) if (user) await chown(path, user.uid, user.gid);
    const data = join(folder, 'data');
    const clusterOptions = [
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--no-sync',
    ];
    const localeOptions = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'];
    const initdb = [
      join(installation.binFolder, 'initdb'),
      `--pgdata=${data}`,
      ...clusterOptions,
      ...localeOptions,
    ];
    await runCommand('setpriv', asUser(user, [], initdb), { cwd: folder, signal });

    const port = await findFreePort();
    const settings = { ...SETTINGS, port: String(port), unix_socket_directories: folder };
    const settingArguments = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const postgres = [
      join(installation.binFolder, 'postgres'),
      '-D',
      data,
      '-h',
      '127.0.0.1',
      ...settingArguments,
    ];
    let server: ChildProcess | undefined;
    const stop = async () => {
      if (server !== undefined) await stopServer(server);
    };
    const remove = async () => {
      await stop();
      await removeFolder();
    };
    // Ctrl-C must reach the tests and not the server under them (hence a group of its own), which ends with this
    // process all the same, also when that is killed.
    const start = async () => {
      server = spawn('setpriv', asUser(user, ['--pdeathsig', 'INT'], postgres), {
        cwd: folder,
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await waitUntilReady(server, signal);
    };
    await start().catch(async (error: unknown) => {
      await remove();
      throw error;
    });
    const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
    return { url, start, stop, remove };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
