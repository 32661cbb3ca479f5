import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Round } from './contender.ts';

/** Where the benchmarks and their contenders lie. */
const folder = import.meta.dirname;

/** A contender in its process. */
export class ContenderClient {
  readonly name: string;
  readonly #process: ChildProcess;

  private constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.#process = child;
  }

  /** Starts a module of `contenders/` or `peers/`, named by its path, with its options; resolves when it is prepared. */
  static async start(name: string, module: string, options: unknown = null): Promise<ContenderClient> {
    const child = fork(
      join(folder, 'contender-process.ts'),
      [join(folder, module), JSON.stringify(options)],
      // Whatever libraries have to say on stdout is not part of the report.
      { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    const client = new ContenderClient(name, child);
    await client.#answer();
    return client;
  }

  async round(input: unknown = null): Promise<Round> {
    this.#process.send({ run: input });
    return (await this.#answer()) as Round;
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    this.#process.send('close', () => {});
    await exited;
  }

  async #answer(): Promise<unknown> {
    const waiting = new AbortController();
    const exited = once(this.#process, 'exit', waiting).then(() => {
      throw new Error(`The process of ${this.name} ended`);
    });
    const answered = once(this.#process, 'message', waiting).then(([message]) => message as unknown);
    try {
      return await Promise.race([answered, exited]);
    } finally {
      waiting.abort();
      await Promise.allSettled([answered, exited]);
    }
  }
}
