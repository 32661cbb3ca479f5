import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionTimings } from '@elenchus/db/connection/timings';
import { expect, onTestFinished, vi } from 'vitest';
import type { Order, Report } from './database-client.ts';
import { stateOf } from './processes.ts';

/** A process of its own with one connection to the database; see `database-client.ts`. */
export class FreezableClient {
  readonly #child: ChildProcess;
  readonly #urlFile: string;
  #lastId = 0;

  constructor(url: string, timings: Partial<ConnectionTimings> = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'database-client-'));
    this.#urlFile = join(folder, 'url');
    this.connectTo(url);
    this.#child = fork(new URL('./database-client.ts', import.meta.url), [
      this.#urlFile,
      JSON.stringify(timings),
    ]);
    onTestFinished(() => {
      this.#child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    });
  }

  /** Where the next connection signs in with which password. */
  connectTo(url: string): void {
    writeFileSync(this.#urlFile, url);
  }

  /** Runs a short transaction. */
  ask(): Promise<Report['state']> {
    this.#lastId += 1;
    return this.#send({ id: this.#lastId, kind: 'ask' });
  }

  /** Begins a transaction, waits until it is inside, and gives how it will have ended. */
  async enter(): Promise<{ ended: Promise<Report['state']> }> {
    this.#lastId += 1;
    expect(await this.#send({ id: this.#lastId, kind: 'enter' })).toBe('inside');
    return { ended: this.#next(this.#lastId) };
  }

  /** Lets the entered transaction go on. */
  proceed(): void {
    this.#child.send({ kind: 'proceed' } satisfies Order);
  }

  async freeze(): Promise<void> {
    this.#child.kill('SIGSTOP');
    await vi.waitFor(() => expect(stateOf(this.#child.pid ?? 0)).toBe('T'), { interval: 5 });
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  /** Ends the process as nothing is left to do in it; its exit code. */
  async end(): Promise<number | null> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    const [code] = await exited;
    return code;
  }

  #send(order: Exclude<Order, { kind: 'proceed' }>): Promise<Report['state']> {
    const answer = this.#next(order.id);
    this.#child.send(order);
    return answer;
  }

  /** The next report about a transaction; rejects when the process ends without one. */
  #next(id: number): Promise<Report['state']> {
    const { promise, resolve, reject } = Promise.withResolvers<Report['state']>();
    const hear = (report: Report) => report.id === id && resolve(report.state);
    const fail = (code: number | null) => reject(new Error(`The process ended with ${code}.`));
    this.#child.on('message', hear).once('exit', fail);
    return promise.finally(() => this.#child.off('message', hear).off('exit', fail));
  }
}
