import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type ExceededLimit, type ParserLimits, watchLimits } from './parser-limits.ts';
import type { WorkerReport } from './worker-messages.ts';

/** How one piece of work ended. */
export type WorkResult<Outcome> =
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly reusable: boolean }
  | { readonly kind: 'exceeded'; readonly limit: ExceededLimit }
  | { readonly kind: 'crashed' };

export interface WorkerProgram {
  /** The entry, which is started with `arguments` and the parent's process id. */
  readonly path: string;
  readonly arguments: readonly string[];
  /** What is thrown when the worker cannot do its work for a reason that lies outside of it. */
  readonly unavailable: (message: string) => Error;
}

/** No writing, no child processes, no environment; JavaScript's own heap is capped apart from WebAssembly's memory. */
const WORKER_FLAGS = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-worker',
  '--max-old-space-size=384',
  '--no-warnings',
];

/** One worker process, without rights to write or to start others; it does one thing at a time. */
export class WorkerChild<Request extends object, Outcome> {
  readonly #process: ChildProcess;
  readonly #unavailable: WorkerProgram['unavailable'];
  #works = 0;
  #exited = false;

  private constructor(child: ChildProcess, unavailable: WorkerProgram['unavailable']) {
    this.#process = child;
    this.#unavailable = unavailable;
    child.once('exit', () => {
      this.#exited = true;
    });
    // Sending to a process that has just died is reported here and again by its exit.
    child.on('error', () => {});
  }

  /** Starts a process and waits until it can work. Throws the program's `unavailable` if it never can. */
  static async start<Request extends object, Outcome>(
    program: WorkerProgram,
  ): Promise<WorkerChild<Request, Outcome>> {
    const child = fork(program.path, [...program.arguments, String(process.pid)], {
      env: {},
      execArgv: WORKER_FLAGS,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const started = new WorkerChild<Request, Outcome>(child, program.unavailable);
    const isReady = await Promise.race([
      once(child, 'message').then(() => true),
      once(child, 'exit').then(() => false),
    ]).catch(() => false);
    if (isReady) return started;
    await started.end();
    throw program.unavailable(`The worker process could not start from ${program.path}`);
  }

  /** How many pieces of work it has been given. */
  get works(): number {
    return this.#works;
  }

  get hasExited(): boolean {
    return this.#exited;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Works within limits. Unless it ended in an outcome of a reusable process, the process is gone. */
  async work(request: Request, limits: ParserLimits, signal?: AbortSignal): Promise<WorkResult<Outcome>> {
    this.#works += 1;
    this.#keepParentAlive(true);
    const stop = new AbortController();
    let pages = 0;
    const exceeded = watchLimits(this.#process.pid ?? 0, limits, () => pages, stop.signal);
    try {
      signal?.throwIfAborted();
      return await new Promise<WorkResult<Outcome>>((resolve, reject) => {
        const { signal: stopped } = stop;
        const unavailable = this.#unavailable;
        this.#process.on('message', onReport);
        this.#process.once('exit', onExit);
        stopped.addEventListener('abort', () => {
          this.#process.off('message', onReport);
          this.#process.off('exit', onExit);
        });
        signal?.addEventListener('abort', () => reject(signal.reason), { signal: stopped });
        exceeded.then((limit) => limit !== undefined && resolve({ kind: 'exceeded', limit }), reject);
        this.#process.send(request);

        function onReport(report: WorkerReport<Outcome>): void {
          if (report.type === 'progress') pages = report.pages;
          if (report.type === 'done') resolve({ kind: 'outcome', ...report });
          if (report.type === 'fault') reject(unavailable(report.message));
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
