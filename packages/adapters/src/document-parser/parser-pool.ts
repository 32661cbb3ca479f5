import type { DocumentParser, FileToParse, ParseOutcome } from '@elenchus/core/parsing/parser-port';
import { type ChildResult, ParserChild, ParserUnavailableError } from './parser-child.ts';
import { DEFAULT_PARSER_LIMITS, type ExceededLimit, type ParserLimits } from './parser-limits.ts';
import { processUsage } from './process-usage.ts';

export interface ParserPoolOptions {
  /** The worker's entry: `parser-worker.ts`, or the bundle made of it. */
  readonly workerPath: string;
  /** `pdfium.wasm` of the package @embedpdf/pdfium. */
  readonly wasmPath: string;
  /** How many files are read at the same time; 2 unless told otherwise. */
  readonly size?: number;
  readonly limits?: Partial<ParserLimits>;
  /** A worker is replaced after so many files; 200 unless told otherwise. */
  readonly maxDocumentsPerWorker?: number;
}

/** WebAssembly's memory never shrinks: a worker that holds this share of its limit is replaced. */
const REPLACE_ABOVE_SHARE_OF_MEMORY = 0.6;

/**
 * Reads files in child processes with caps on memory and time. The processes stay warm between files; a file
 * that passes a cap costs its process, and no other file. Throws ParserUnavailableError when a process cannot
 * start, a file cannot be opened, or the pool is closed.
 */
export class ParserPool implements DocumentParser {
  readonly #options: ParserPoolOptions;
  readonly #limits: ParserLimits;
  readonly #idle: ParserChild[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  #free: number;

  constructor(options: ParserPoolOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_PARSER_LIMITS, ...options.limits };
    this.#free = options.size ?? 2;
  }

  async parse(file: FileToParse, options: { readonly signal?: AbortSignal } = {}): Promise<ParseOutcome> {
    const { signal: closing } = this.#closing;
    const signal = options.signal === undefined ? closing : AbortSignal.any([options.signal, closing]);
    await this.#takePlace(signal);
    const work = this.#parseInPlace(file, signal).finally(() => {
      this.#running.delete(work);
      this.#free += 1;
      this.#waiting.shift()?.();
    });
    this.#running.add(work);
    return work;
  }

  /** Ends the worker processes; files that are being read or are waiting fail with ParserUnavailableError. */
  async close(): Promise<void> {
    this.#closing.abort(new ParserUnavailableError('The parser was closed'));
    await Promise.allSettled(this.#running);
    await Promise.all(this.#idle.splice(0).map((child) => child.end()));
  }

  async #parseInPlace(file: FileToParse, signal: AbortSignal): Promise<ParseOutcome> {
    let result = await this.#readOnce(file, signal);
    // A process may also die of what happens around it; the file is blamed only when it happens twice.
    if (result.kind === 'crashed') result = await this.#readOnce(file, signal);
    if (result.kind === 'outcome') return result.outcome;
    return tooComplex(result.kind === 'crashed' ? 'crash' : result.limit);
  }

  async #readOnce(file: FileToParse, signal: AbortSignal): Promise<ChildResult> {
    const child = await this.#takeChild();
    const result = await child.read(file, this.#limits, signal);
    await this.#giveBack(child);
    return result;
  }

  async #takeChild(): Promise<ParserChild> {
    for (let child = this.#idle.pop(); child !== undefined; child = this.#idle.pop()) {
      if (!child.hasExited) return child;
    }
    return ParserChild.start(this.#options.workerPath, this.#options.wasmPath);
  }

  async #giveBack(child: ParserChild): Promise<void> {
    if (child.hasExited) return;
    const usage = child.pid === undefined ? undefined : await processUsage(child.pid);
    const isLarge = (usage?.residentBytes ?? 0) > this.#limits.memoryBytes * REPLACE_ABOVE_SHARE_OF_MEMORY;
    const isOld = child.documents >= (this.#options.maxDocumentsPerWorker ?? 200);
    if (isLarge || isOld || this.#closing.signal.aborted) await child.end();
    else this.#idle.push(child);
  }

  async #takePlace(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#free === 0) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const giveUp = () => {
        const place = this.#waiting.indexOf(resolve);
        if (place !== -1) this.#waiting.splice(place, 1);
        reject(signal.reason);
      };
      this.#waiting.push(resolve);
      signal.addEventListener('abort', giveUp);
      await promise.finally(() => signal.removeEventListener('abort', giveUp));
    }
    this.#free -= 1;
  }
}

function tooComplex(cause: ExceededLimit | 'crash'): ParseOutcome {
  const what = {
    memory: 'Reading this file takes more memory than any ordinary document needs.',
    time: 'Reading this file takes longer than any ordinary document needs.',
    crash: 'The file made the program that reads it stop, twice.',
  }[cause];
  return {
    outcome: 'rejected',
    code: 'too_complex',
    message: `${what} Please print the document to a new PDF, or split it, and upload the result.`,
  };
}
