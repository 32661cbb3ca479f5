import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FileToParse, ParseOutcome } from '@elenchus/core/parsing/parser-port';
import { type ExceededLimit, type ParserLimits, watchLimits } from './parser-limits.ts';
import type { WorkerReport } from './worker-messages.ts';

/** How the work on one file ended. */
export type ChildResult =
  | { readonly kind: 'outcome'; readonly outcome: ParseOutcome; readonly reusable: boolean }
  | { readonly kind: 'exceeded'; readonly limit: ExceededLimit }
  | { readonly kind: 'crashed' };

/** The worker could not do its work for a reason that lies outside the file. */
export class ParserUnavailableError extends Error {
  readonly code = 'parser_unavailable';

  constructor(message: string) {
    super(message);
    this.name = 'ParserUnavailableError';
  }
}

/** No writing, no child processes, no environment; JavaScript's own heap is capped apart from WebAssembly's memory. */
const WORKER_FLAGS = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-worker',
  '--max-old-space-size=384',
  '--no-warnings',
];

/** One worker process; reads one file at a time. */
export class ParserChild {
  readonly #process: ChildProcess;
  #documents = 0;
  #exited = false;

  private constructor(child: ChildProcess) {
    this.#process = child;
    child.once('exit', () => {
      this.#exited = true;
    });
    // Sending to a process that has just died is reported here and again by its exit.
    child.on('error', () => {});
  }

  /** Starts a process and waits until it can work. Throws ParserUnavailableError if it never can. */
  static async start(workerPath: string, wasmPath: string): Promise<ParserChild> {
    const child = fork(workerPath, [wasmPath, String(process.pid)], {
      env: {},
      execArgv: WORKER_FLAGS,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const started = new ParserChild(child);
    const isReady = await Promise.race([
      once(child, 'message').then(() => true),
      once(child, 'exit').then(() => false),
    ]).catch(() => false);
    if (isReady) return started;
    await started.end();
    throw new ParserUnavailableError(`The parser's worker process could not start from ${workerPath}`);
  }

  get documents(): number {
    return this.#documents;
  }

  get hasExited(): boolean {
    return this.#exited;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Reads a file within limits. Unless it ended in an outcome of a reusable process, the process is gone. */
  async read(file: FileToParse, limits: ParserLimits, signal?: AbortSignal): Promise<ChildResult> {
    this.#documents += 1;
    this.#keepParentAlive(true);
    const stop = new AbortController();
    let pages = 0;
    const exceeded = watchLimits(this.#process.pid ?? 0, limits, () => pages, stop.signal);
    try {
      signal?.throwIfAborted();
      return await new Promise<ChildResult>((resolve, reject) => {
        const { signal: stopped } = stop;
        this.#process.on('message', onReport);
        this.#process.once('exit', onExit);
        stopped.addEventListener('abort', () => {
          this.#process.off('message', onReport);
          this.#process.off('exit', onExit);
        });
        signal?.addEventListener('abort', () => reject(signal.reason), { signal: stopped });
        exceeded.then((limit) => limit !== undefined && resolve({ kind: 'exceeded', limit }), reject);
        this.#process.send({ path: file.path, mediaType: file.mediaType });

        function onReport(report: WorkerReport): void {
          if (report.type === 'progress') pages = report.pages;
          if (report.type === 'done') resolve({ kind: 'outcome', ...report });
          if (report.type === 'fault') reject(new ParserUnavailableError(report.message));
        }
        function onExit(): void {
          resolve({ kind: 'crashed' });
        }
      }).then(async (result) => {
        if (result.kind !== 'outcome' || !result.reusable) await this.end();
        return result;
      });
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      stop.abort();
      this.#keepParentAlive(false);
    }
  }

  /** Kills the process and waits until it is gone. */
  async end(): Promise<void> {
    if (this.#exited || this.#process.pid === undefined) return;
    this.#process.ref();
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }

  /** An idle worker must not keep a program from ending. */
  #keepParentAlive(busy: boolean): void {
    if (this.#exited) return;
    if (busy) {
      this.#process.ref();
      this.#process.channel?.ref();
    } else {
      this.#process.unref();
      this.#process.channel?.unref();
    }
  }
}
