import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { rateLimits } from '@elenchus/contracts/platform/rate-limits';
import { servedOrigins } from './served-origins.ts';

const root = join(import.meta.dirname, '../..');

export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Ends it as Ctrl-C does, and waits for it. */
  stop(): Promise<void>;
  /** Ends it and all its children at once, as a power cut would. */
  kill(): Promise<void>;
}

const manyRequests = JSON.stringify(
  Object.fromEntries(Object.keys(rateLimits).map((name) => [name, 1_000_000])),
);

/** Starts the server as `npm start` does, without the demo; resolves once it is ready. */
export async function startServer(options: {
  readonly dataFolder: string;
  /** 0, the default, takes a free one. Access tokens hold the address, so a restart keeps it. */
  readonly port?: number;
  /** A PostgreSQL instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** Without it the limits are counted, but are beyond what tests send. */
  readonly rateLimits?: string;
  /** Further settings. */
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<Server> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'packages/local/src/main.ts'),
      ...['--port', String(options.port ?? 0), '--no-demo', '--data', options.dataFolder],
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: {
        ...process.env,
        DATABASE_URL: options.databaseUrl ?? '',
        // No test sends mails, even with a key in the developer's own settings.
        RESEND_BASE_URL: 'http://127.0.0.1:9',
        RATE_LIMITS: options.rateLimits ?? manyRequests,
        ...options.environment,
      },
    },
  );
  const exited = once(child, 'exit');
  const url = await readUrl(child);
  servedOrigins.add(new URL(url).origin);
  const end = async (signal: NodeJS.Signals, target: number) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(target, signal);
    await exited;
  };
  const pid = child.pid ?? 0;
  return { url, pid, stop: () => end('SIGTERM', pid), kill: () => end('SIGKILL', -pid) };
}

async function readUrl(child: ChildProcess): Promise<string> {
  const output: string[] = [];
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the server has no output');
  stderr.on('data', (chunk) => output.push(String(chunk)));
  let url = '';
  for await (const line of createInterface({ input: stdout })) {
    output.push(line);
    url = /^\s*API\s+(http\S+)/.exec(line)?.[1] ?? url;
    if (line.startsWith('Ready')) {
      stdout.resume();
      return url;
    }
  }
  throw new Error(`The server did not start:\n${output.join('\n')}`);
}
